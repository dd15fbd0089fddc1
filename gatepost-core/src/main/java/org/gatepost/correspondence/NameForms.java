package org.gatepost.correspondence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * Ways in which a name is made into a local part: {@code harriet.lowndes}, {@code hlowndes}, {@code
 * lowndes.harriet}. Letters only.
 */
final class NameForms {
  private static final int SHORTEST = 4;

  private NameForms() {}

  /** True when one local part is another form of the name that the other shows. */
  static boolean alike(Address one, Address other) {
    return shows(one, other) || shows(other, one);
  }

  private static boolean shows(Address written, Address named) {
    Set<String> forms = of(named);
    return own(written).stream().anyMatch(forms::contains);
  }

  /** Everything under which an address may share a form with another one. */
  static Set<String> all(Address address) {
    Set<String> all = own(address);
    all.addAll(of(address));
    return all;
  }

  /** The local part itself, with and without what stands between first and last. */
  private static Set<String> own(Address address) {
    PersonName name = PersonName.from(address);
    Set<String> own = new LinkedHashSet<>();
    add(own, String.join("", name.words()));
    add(own, name.first() + name.last());
    return own;
  }

  private static Set<String> of(Address address) {
    PersonName name = PersonName.from(address);
    String first = name.first();
    String last = name.last();
    Set<String> forms = new LinkedHashSet<>();
    if (!last.isEmpty()) {
      for (String form :
          List.of(
              first + last,
              first.charAt(0) + last,
              last + first,
              last + first.charAt(0),
              first + last.charAt(0))) {
        add(forms, form);
      }
    }
    return forms;
  }

  private static void add(Set<String> forms, String form) {
    if (form.length() >= SHORTEST) {
      forms.add(form);
    }
  }
}
