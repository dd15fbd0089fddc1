package org.gatepost.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.directory.LdapSettings.Attributes;
import org.gatepost.mail.Address;

/** Makes lines of a directory out of what an LDAP server sends. */
final class LdapEntries {
  private final Attributes attributes;
  private final int most;
  private final List<Entry> entries = new ArrayList<>();
  private int seen;
  private int passedOver;

  LdapEntries(Attributes attributes, int most) {
    this.attributes = attributes;
    this.most = most;
  }

  List<Entry> entries() {
    return entries;
  }

  int passedOver() {
    return passedOver;
  }

  /** There are more entries, or more addresses, than may be taken. */
  boolean isTooMany() {
    return seen > most || entries.size() > most;
  }

  OfKind of(Kind kind) {
    return new OfKind(kind);
  }

  /** Entries that one filter finds. */
  final class OfKind implements SearchResultListener {
    private static final long serialVersionUID = 1;

    private final transient Kind kind;

    private OfKind(Kind kind) {
      this.kind = kind;
    }

    /** The attributes to ask for; members only where they are counted. */
    List<String> wanted() {
      Stream<String> members = isCounted() ? attributes.members().stream() : Stream.of();
      return Stream.of(attributes.address().stream(), attributes.name().stream(), members)
          .flatMap(stream -> stream)
          .toList();
    }

    private boolean isCounted() {
      return kind == Kind.GROUP || kind == Kind.LIST || kind == Kind.PUBLIC_LIST;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry found) {
      seen++;
      if (isTooMany()) {
        return; // a listener cannot end a search; the page is soon over
      }
      String name = first(found, attributes.name());
      OptionalInt readers = isCounted() ? members(found) : OptionalInt.empty();
      // A person, or a group, by the look of the entry: a list may be written down as either.
      boolean settled = kind != Kind.PERSON && kind != Kind.GROUP;
      for (String attribute : attributes.address()) {
        for (String value : values(found, attribute)) {
          if (WrittenAddress.isOfAnotherKind(value)) {
            continue;
          }
          Optional<Address> address = WrittenAddress.parse(value);
          if (address.isPresent()) {
            entries.add(new Entry(address.get(), name, kind, "", settled, readers));
          } else {
            passedOver++;
          }
        }
      }
    }

    @Override
    public void searchReferenceReturned(SearchResultReference elsewhere) {
      // What another server holds is that server's to say.
    }

    private static String first(SearchResultEntry found, List<String> names) {
      return names.stream()
          .flatMap(attribute -> values(found, attribute).stream())
          .map(WrittenAddress::name)
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse("");
    }

    private static List<String> values(SearchResultEntry found, String attribute) {
      String[] values = found.getAttributeValues(attribute);
      return values == null ? List.of() : List.of(values);
    }

    /** Unknown when the server sends only a part of them (Active Directory's ranges). */
    private OptionalInt members(SearchResultEntry found) {
      int most = 0;
      for (Attribute attribute : found.getAttributes()) {
        String whole = attribute.getName().toLowerCase(Locale.ROOT);
        boolean counted =
            attributes.members().stream()
                .anyMatch(name -> name.equalsIgnoreCase(attribute.getBaseName()));
        if (counted && whole.contains(";range=")) {
          return OptionalInt.empty();
        }
        most = counted ? Math.max(most, attribute.size()) : most;
      }
      return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }
  }
}
