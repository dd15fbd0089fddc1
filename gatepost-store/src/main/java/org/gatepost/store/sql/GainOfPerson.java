package org.gatepost.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.gatepost.correspondence.PersonName;
import org.gatepost.mail.Address;
import org.gatepost.store.sql.LearnStatements.Before;
import org.jspecify.annotations.Nullable;

/** What a batch adds to one person. */
final class GainOfPerson {
  private final Address address;
  private final boolean known;
  private PersonName name;
  private boolean named;
  private int writtenTo;
  private int wrote;
  private int senders;
  private int messages;
  private int withSomebodyNew;
  private int people;
  private @Nullable Instant lastSeen;
  private @Nullable Instant lastWrote;

  private GainOfPerson(Address address, boolean known, PersonName name, boolean named) {
    this.address = address;
    this.known = known;
    this.name = name;
    this.named = named;
  }

  /** Of somebody new, or of somebody who was known before. */
  static GainOfPerson of(Address address, @Nullable Before before) {
    return before == null
        ? new GainOfPerson(address, false, PersonName.from(address), false)
        : new GainOfPerson(address, true, before.name(), before.named());
  }

  /** Takes a display name over; the first that can be read stays. */
  void called(String displayName) {
    if (!named) {
      PersonName.parse(displayName)
          .ifPresent(
              read -> {
                name = read;
                named = true;
              });
    }
  }

  void wrote(Instant when) {
    wrote++;
    lastWrote = later(lastWrote, when);
    lastSeen = later(lastSeen, when);
  }

  void readBy(Instant when, boolean newSender) {
    writtenTo++;
    senders += newSender ? 1 : 0;
    lastSeen = later(lastSeen, when);
  }

  void met(boolean somebodyNew) {
    people += somebodyNew ? 1 : 0;
  }

  void sent(boolean somebodyNew) {
    messages++;
    withSomebodyNew += somebodyNew ? 1 : 0;
  }

  static Instant later(@Nullable Instant one, Instant other) {
    return one != null && other.isBefore(one) ? one : other;
  }

  Address address() {
    return address;
  }

  boolean isNew() {
    return !known;
  }

  PersonName name() {
    return name;
  }

  boolean named() {
    return named;
  }

  int writtenTo() {
    return writtenTo;
  }

  int wrote() {
    return wrote;
  }

  int senders() {
    return senders;
  }

  int messages() {
    return messages;
  }

  int withSomebodyNew() {
    return withSomebodyNew;
  }

  int people() {
    return people;
  }

  Optional<Instant> lastSeen() {
    return Optional.ofNullable(lastSeen);
  }

  Optional<Instant> lastWrote() {
    return Optional.ofNullable(lastWrote);
  }
}
