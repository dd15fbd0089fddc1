package org.gatepost.directory;

import java.util.List;
import org.gatepost.audience.Directory.Entry;

/**
 * What a source holds.
 *
 * @param entries those whose kind is settled first
 * @param passedOver values that should have been an address and were none
 */
public record Listing(List<Entry> entries, int passedOver) {
  public Listing {
    entries = List.copyOf(entries);
  }
}
