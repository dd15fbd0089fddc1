package org.gatepost.directory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Directory;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.directory.DirectorySource.Reading;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * The administrator's files and what was last read elsewhere, as one directory. A look-up never
 * waits for a network: it is answered from memory, and a new reading takes the old one's place at
 * once. What cannot be read, or has shrunk beyond belief, leaves the last known copy in force.
 */
public final class LiveDirectory implements Directory, AutoCloseable {
  /**
   * What it is made of.
   *
   * @param written the administrator's files, whose word counts most
   * @param freemail domains that are no partner's
   * @param sources in the order in which their word counts
   * @param copies empty: none are kept and none are looked for
   * @param limit how long one source may take in all
   * @param acceptLoss true when a source may lose any part of what it held
   */
  public record Parts(
      DirectoryIndex written,
      Set<Domain> freemail,
      List<DirectorySource> sources,
      Optional<Copies> copies,
      Duration limit,
      boolean acceptLoss) {
    public Parts {
      freemail = Set.copyOf(freemail);
      sources = List.copyOf(sources);
    }
  }

  /** How opening ended. */
  public sealed interface Opening {
    /** It can be used. */
    record Opened(LiveDirectory directory, List<Event> events) implements Opening {}

    /**
     * A source can neither be read nor is there a copy: judging without it would be laxer than was
     * asked for.
     */
    record Unavailable(String because) implements Opening {}
  }

  private final Parts parts;
  private final InstantSource clock;
  private final Timely timely;
  private final Map<DirectorySource, Copies.Copy> held = new LinkedHashMap<>();
  private final Set<Address> contradicted = new HashSet<>();
  private List<Listing> merged = List.of();
  private volatile DirectoryIndex current;

  private LiveDirectory(Parts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
    this.timely = new Timely(parts.limit());
    this.current = parts.written();
  }

  /** Reads every source, or takes its copy. */
  public static Opening open(Parts parts, InstantSource clock) {
    LiveDirectory directory = new LiveDirectory(parts, clock);
    parts
        .copies()
        .ifPresent(
            copies ->
                parts
                    .sources()
                    .forEach(
                        source ->
                            copies
                                .find(source)
                                .ifPresent(copy -> directory.held.put(source, copy))));
    List<Event> events = new ArrayList<>();
    for (DirectorySource source : parts.sources()) {
      Optional<String> missing = directory.read(source, events);
      if (missing.isPresent()) {
        return new Opening.Unavailable(
            "directory."
                + source.name()
                + " cannot be read ("
                + missing.get()
                + "), and there is no earlier copy of it to judge by.");
      }
    }
    directory.merge(events);
    return new Opening.Opened(directory, events);
  }

  /** Reads every source anew. */
  public synchronized List<Event> refresh() {
    List<Event> events = new ArrayList<>();
    parts.sources().forEach(source -> read(source, events));
    merge(events);
    return events;
  }

  /** Reads one source; why it cannot be used at all, if so. */
  private Optional<String> read(DirectorySource source, List<Event> events) {
    Optional<Copies.Copy> before = Optional.ofNullable(held.get(source));
    Reading reading = timely.read(source);
    Optional<String> because =
        switch (reading) {
          case Reading.Failed(String why) -> Optional.of(why);
          case Reading.Complete(Listing listing) -> suspicion(before, listing);
        };
    if (because.isPresent()) {
      before.ifPresent(
          copy -> {
            Duration age = Duration.between(copy.readAt(), clock.instant());
            events.add(new Event.Aged(source.name(), copy.readAt(), age, because.get()));
          });
      return before.isPresent() ? Optional.empty() : because;
    }
    if (reading instanceof Reading.Complete(Listing listing)) {
      take(source, listing, events);
    }
    return Optional.empty();
  }

  private Optional<String> suspicion(Optional<Copies.Copy> before, Listing now) {
    return before
        .filter(_ -> !parts.acceptLoss())
        .flatMap(copy -> Loss.between(copy.listing().entries(), now.entries()));
  }

  private void take(DirectorySource source, Listing listing, List<Event> events) {
    Instant now = clock.instant();
    Copies.Copy copy = new Copies.Copy(now, listing);
    held.put(source, copy);
    events.add(new Event.Fresh(source.name(), listing.entries().size(), listing.passedOver()));
    if (parts.copies().isPresent()) {
      try {
        parts.copies().get().keep(source, copy);
      } catch (IOException unwritable) {
        events.add(new Event.NotKept(source.name(), unwritable.getClass().getSimpleName()));
      }
    }
  }

  private void merge(List<Event> events) {
    List<Listing> listings = held.values().stream().map(Copies.Copy::listing).toList();
    if (listings.equals(merged)) {
      return; // whoever prepared something from all of it need not do it again
    }
    merged = listings;
    List<DirectoryIndex> layers = new ArrayList<>(List.of(parts.written()));
    for (DirectorySource source : parts.sources()) {
      Copies.Copy copy = held.get(source);
      if (copy != null) {
        layers.add(DirectoryIndex.of(copy.listing().entries(), parts.freemail()));
        contradictions(source, copy.listing(), events);
      }
    }
    current = DirectoryIndex.layered(layers);
  }

  /** Said once for each list. */
  private void contradictions(DirectorySource source, Listing listing, List<Event> events) {
    for (Entry entry : listing.entries()) {
      boolean open = entry.kind() == Kind.PUBLIC_LIST;
      if (open
          && parts.written().find(entry.address()).filter(LiveDirectory::saysClosed).isPresent()
          && contradicted.add(entry.address().person())) {
        events.add(new Event.Contradicted(entry.address(), source.name()));
      }
    }
  }

  private static boolean saysClosed(Entry written) {
    return written.settled() && written.kind() != Kind.PUBLIC_LIST;
  }

  @Override
  public Directory snapshot() {
    return current;
  }

  @Override
  public Optional<Entry> find(Address address) {
    return current.find(address);
  }

  @Override
  public Optional<String> partner(Domain domain) {
    return current.partner(domain);
  }

  @Override
  public List<Entry> all(Kind kind) {
    return current.all(kind);
  }

  /** Ends a refresh that is under way; what was known can still be looked up. */
  @Override
  public void close() {
    timely.close();
  }
}
