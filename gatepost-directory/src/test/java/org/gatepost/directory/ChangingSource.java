package org.gatepost.directory;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.mail.Address;

/** A source that answers what the test has laid down last. */
final class ChangingSource implements DirectorySource {
  private final String name;
  private String identity = "first";
  private Reading next = new Reading.Failed("nothing laid down");

  ChangingSource(String name) {
    this.name = name;
  }

  ChangingSource holds(Entry... entries) {
    next = new Reading.Complete(new Listing(List.of(entries), 0));
    return this;
  }

  ChangingSource holdsPeople(int many) {
    Stream<Entry> people = IntStream.range(0, many).mapToObj(ChangingSource::person);
    return holds(people.toArray(Entry[]::new));
  }

  ChangingSource fails(String because) {
    next = new Reading.Failed(because);
    return this;
  }

  ChangingSource is(String other) {
    identity = other;
    return this;
  }

  static Entry person(int number) {
    return new Entry(
        Address.of("person" + number + "@city.example"),
        "Person " + number,
        Kind.PERSON,
        "",
        false,
        OptionalInt.empty());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Reading read() {
    return next;
  }
}
