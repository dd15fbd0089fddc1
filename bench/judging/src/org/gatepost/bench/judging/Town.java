package org.gatepost.bench.judging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.gatepost.store.sql.HistoryTables;

/**
 * A made-up organisation and its history: every sender wrote to as many people, some of them well
 * known to many, and once in ten messages to five of them together. The same seed gives the same
 * town.
 */
final class Town implements HistoryTables.History {
  static final String DOMAIN = "city.example";

  private static final Instant START = Instant.parse("2024-01-01T08:00:00Z");
  private static final Instant NOW = Instant.parse("2026-06-09T09:41:00Z");
  private static final int BATCH = 1_000;
  private static final int FIRMS = 5_000;
  private static final int RECIPIENTS = 5;

  private static final String[] GIVEN = {
    "anna", "ben", "carla", "david", "emma", "frank", "grace", "harriet", "ian", "julia", "karl",
    "laura", "martin", "nina", "oliver", "paula", "quentin", "rosa", "simon", "tara", "ulrich",
    "vera", "walter", "xenia", "yusuf", "zoe"
  };
  private static final String[] SYLLABLES = {
    "ar", "bel", "cor", "dan", "el", "far", "gar", "hol", "in", "jor", "kel", "lan", "mar", "nor",
    "os", "per", "quin", "ros", "sel", "tor", "und", "vel", "wen", "yor", "zan"
  };

  private final int senders;
  private final int contacts;
  private final int known;
  private final NamedAddress[] people;

  /**
   * @param relations pairs of a sender and a person
   * @param contacts people whom each sender writes to
   * @param known different people outside
   */
  Town(long relations, int contacts, int known) {
    this.senders = Math.toIntExact(Math.max(1, relations / contacts));
    this.contacts = contacts;
    this.known = known;
    this.people = new NamedAddress[known];
    Arrays.setAll(people, Town::person);
  }

  private static NamedAddress person(int number) {
    SplittableRandom random = new SplittableRandom(number);
    String given = GIVEN[random.nextInt(GIVEN.length)];
    String family =
        SYLLABLES[random.nextInt(SYLLABLES.length)]
            + SYLLABLES[random.nextInt(SYLLABLES.length)]
            + SYLLABLES[random.nextInt(SYLLABLES.length)];
    String firm = "firm" + random.nextInt(FIRMS) + ".example";
    return NamedAddress.of(Address.of(given + "." + family + number % 100 + "@" + firm));
  }

  @Override
  public int senders() {
    return senders;
  }

  /** The contacts of a sender: half of them near in number, half anywhere. */
  private int contact(int sender, int number) {
    long place = number % 2 == 0 ? sender * 37L + number : mix(sender * 1_000_003L + number);
    return Math.floorMod(place, known);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    return mixed ^ (mixed >>> 33);
  }

  static boolean isInside(Address address) {
    return address.domain().name().equals(DOMAIN);
  }

  private static Address sender(int number) {
    return Address.of("sender" + number + "@" + DOMAIN);
  }

  /** Some fifty thousand subjects: matters that several people write about. */
  private static String subject(int sender, int number) {
    return "Matter " + sender % 1_000 + "/" + number % 50;
  }

  private Exchange message(int sender, int number) {
    List<NamedAddress> to = new ArrayList<>();
    to.add(people[contact(sender, number)]);
    for (int more = 1; number % 10 == 9 && more < RECIPIENTS; more++) {
      to.add(people[contact(sender, number - more)]);
    }
    return new Exchange(
        START.plus(Duration.ofMinutes(1_000L * number)),
        NamedAddress.of(sender(sender)),
        to,
        SubjectKey.of(subject(sender, number)));
  }

  @Override
  public List<Exchange> sentBy(int sender) {
    return IntStream.range(0, contacts).mapToObj(number -> message(sender, number)).toList();
  }

  /** Learns everything, in the order of time; returns how many messages that were. */
  long fill(CorrespondenceLog log) {
    long messages = 0;
    List<Exchange> batch = new ArrayList<>(BATCH);
    for (int number = 0; number < contacts; number++) {
      for (int sender = 0; sender < senders; sender++) {
        batch.add(message(sender, number));
        if (batch.size() == BATCH) {
          log.learn(batch);
          batch.clear();
        }
        messages++;
      }
    }
    log.learn(batch);
    return messages;
  }

  /** A message to judge: five contacts of a sender, one of them misspelled in every tenth. */
  Letter letter(int number, int sender) {
    SplittableRandom random = new SplittableRandom(number);
    List<Address> to = new ArrayList<>();
    int first = random.nextInt(contacts);
    for (int i = 0; i < RECIPIENTS; i++) {
      Address person = people[contact(sender, (first + i) % contacts)].address();
      boolean slip = i == 0 && number % 10 == 0;
      to.add(slip ? new Address(person.localPart().substring(1), person.domain()) : person);
    }
    String text =
        """
        From: <%s>
        To: %s
        Subject: Re: %s
        Date: Tue, 09 Jun 2026 09:41:00 +0000
        Message-ID: <%d@city.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Dear %s,

        %s
        Regards
        """
            .formatted(
                sender(sender),
                String.join(",\n ", to.stream().map(Address::toString).toList()),
                subject(sender, first),
                number,
                GIVEN[random.nextInt(GIVEN.length)],
                "please find below what we spoke about, and let me know by return.\n".repeat(20));
    byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Letter(sender(sender), to, octets, NOW);
  }

  /** One message as it would be submitted. */
  record Letter(Address from, List<Address> to, byte[] octets, Instant when) {}
}
