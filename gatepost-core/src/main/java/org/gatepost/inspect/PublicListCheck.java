package org.gatepost.inspect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatepost.audience.PrivateTwin;
import org.gatepost.audience.Readership;
import org.gatepost.audience.Readership.MailingList;
import org.gatepost.audience.Readership.Openness;
import org.gatepost.audience.Readerships;
import org.gatepost.mail.Address;

/** Doubts every address that is a public mailing list or leads to one. */
public final class PublicListCheck implements AddressCheck {
  private static final int ARCHIVE_SHOWN = 200;
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://[a-z0-9.-]+(:\\d+)?([/?#]\\S*)?");

  private final Readerships readerships;
  private final PrivateTwin twin;

  public PublicListCheck(Readerships readerships, PrivateTwin twin) {
    this.readerships = readerships;
    this.twin = twin;
  }

  @Override
  public Optional<Doubt> look(Address address, Outgoing outgoing) {
    Optional<Address> sender = outgoing.audience().sender();
    return switch (readerships.of(address, sender)) {
      case MailingList list when list.openness() != Openness.MEMBERS ->
          Optional.of(doubt(address, list, twin.of(address, list, sender)));
      case MailingList _, Readership.OnePerson _, Readership.RoleMailbox _, Readership.Several _ ->
          Optional.empty();
    };
  }

  private static Doubt doubt(Address address, MailingList list, Optional<Address> likely) {
    boolean isPublic = list.openness() == Openness.PUBLIC;
    boolean direct = address.person().equals(list.address().person());
    String kind = isPublic ? "a public mailing list" : "a mailing list";
    return new Doubt(
        list.certainty(),
        kind + (direct ? "" : ", reached by an alias") + (isPublic ? " with an archive" : ""),
        direct ? "is " + kind : "leads to " + kind + ", " + list.address(),
        isPublic ? open(list) : "Nobody has said who can read it.",
        likely);
  }

  private static String open(MailingList list) {
    String archive =
        list.archive()
            .filter(PublicListCheck::isWebAddress)
            .filter(at -> at.length() <= ARCHIVE_SHOWN)
            .map(at -> " in its archive (" + at + ")")
            .orElse("");
    return list.readers().isPresent()
        ? "Its "
            + readers(list.readers().getAsInt())
            + ", and anybody else"
            + archive
            + ", can read what is sent there."
        : "Anybody can read what is sent there" + archive + ".";
  }

  /** Anybody may have written the header: what is no address would be their words in our text. */
  static boolean isWebAddress(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f) && WEB.matcher(text).matches();
  }

  private static String readers(int count) {
    return count == 1 ? "1 member" : String.format(Locale.UK, "%,d members", count);
  }
}
