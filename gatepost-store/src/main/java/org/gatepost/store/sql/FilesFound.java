package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.CaseFile;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.mail.Address;

/** Rows about cases and their parties, put together. */
final class FilesFound {
  private final Map<Long, CaseReference> asked = new HashMap<>();
  private final Map<Long, CaseFile> files = new HashMap<>();
  private final Map<Long, Map<Address, CaseFile.Party>> parties = new HashMap<>();

  FilesFound(Set<CaseReference> references, CorrespondenceKeys keys) {
    references.forEach(reference -> asked.put(keys.reference(reference), reference));
  }

  Set<Long> numbers() {
    return asked.keySet();
  }

  void read(ResultSet row) throws SQLException {
    long file = row.getLong("reference");
    Optional<String> address = Sql.textIfAny(row, "address");
    if (address.isPresent()) {
      parties
          .computeIfAbsent(file, _ -> new HashMap<>())
          .put(
              Sql.address(address.get()),
              new CaseFile.Party(
                  row.getInt("written_to"), row.getInt("wrote"), Sql.instant(row, "last")));
    }
    files.put(file, new CaseFile(row.getInt("messages"), Map.of(), row.getBoolean("complete")));
  }

  Map<CaseReference, CaseFile> byReference() {
    Map<CaseReference, CaseFile> found = new HashMap<>();
    files.forEach(
        (number, file) -> {
          CaseReference reference = asked.get(number);
          if (reference != null) {
            found.put(
                reference,
                new CaseFile(
                    file.messages(), parties.getOrDefault(number, Map.of()), file.complete()));
          }
        });
    return found;
  }
}
