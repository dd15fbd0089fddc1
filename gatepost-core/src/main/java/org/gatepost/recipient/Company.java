package org.gatepost.recipient;

import static org.gatepost.recipient.RecipientSigns.ln;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Together;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** How a recipient stands beside the other recipients of the same message. */
final class Company {
  /** More recipients than this are not compared pair by pair. */
  private static final int CROWD = 30;

  private final List<Address> people;
  private final Recollection known;
  private final double[] lately;
  private final double[] sorted;
  private final double sum;
  private final Map<Domain, Integer> domains = new HashMap<>();
  private final NamesInText names;
  private final double pairSum;
  private final int pairs;
  private final double[] pairSums;
  private final int newcomers;

  Company(RecipientSigns.Letter letter, Recollection known) {
    this.people = letter.recipients();
    this.known = known;
    this.names = new NamesInText(letter, known);
    int n = people.size();
    lately = new double[n];
    pairSums = new double[n];
    int strangers = 0;
    for (int i = 0; i < n; i++) {
      lately[i] = known.contact(people.get(i)).sentLately();
      strangers += known.contact(people.get(i)).wasWrittenTo() ? 0 : 1;
    }
    newcomers = strangers;
    sorted = lately.clone();
    Arrays.sort(sorted);
    sum = Arrays.stream(lately).sum();
    people.forEach(person -> domains.merge(person.domain(), 1, Integer::sum));
    double pairTotal = 0;
    int count = 0;
    if (n <= CROWD) {
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          double both = ln(known.together(people.get(i), people.get(j)).byAnyone());
          pairTotal += both;
          pairSums[i] += both;
          pairSums[j] += both;
          count++;
        }
      }
    }
    pairSum = pairTotal;
    pairs = count;
  }

  NamesInText names() {
    return names;
  }

  void fill(RecipientSigns.Row row, int i) {
    int n = people.size();
    row.put(Sign.RECIPIENTS, n);
    row.put(Sign.NEW_RECIPIENTS, newcomers);
    together(row, i);
    int sameDomain = domains.getOrDefault(people.get(i).domain(), 1) - 1;
    row.put(Sign.SAME_DOMAIN, n == 1 ? -1 : (double) sameDomain / (n - 1));
    row.put(Sign.RANK, n == 1 ? -1 : (double) below(lately[i]) / (n - 1));
    row.put(Sign.SHARE, lately[i] / (sum + 0.1));
    row.put(Sign.GAP, ln(sorted[n - 1]) - ln(lately[i]));
  }

  /** How many are written to less of late. */
  private int below(double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void together(RecipientSigns.Row row, int i) {
    int n = people.size();
    if (n == 1 || n > CROWD) {
      for (Sign sign :
          List.of(
              Sign.TOGETHER_MEAN,
              Sign.TOGETHER_MOST,
              Sign.HERE_TOGETHER_MEAN,
              Sign.HERE_TOGETHER_LEAST,
              Sign.OTHERS_TOGETHER)) {
        row.put(sign, -1);
      }
      return;
    }
    double shares = 0;
    double most = 0;
    double least = RecipientSigns.NEVER;
    for (int j = 0; j < n; j++) {
      if (j == i) {
        continue;
      }
      Together both = known.together(people.get(i), people.get(j));
      int rarer =
          Math.min(known.contact(people.get(i)).sent(), known.contact(people.get(j)).sent());
      double share = both.bySender() / (rarer + 1.0);
      shares += share;
      most = Math.max(most, share);
      least = Math.min(least, ln(both.byAnyone()));
    }
    row.put(Sign.TOGETHER_MEAN, shares / (n - 1));
    row.put(Sign.TOGETHER_MOST, most);
    row.put(Sign.HERE_TOGETHER_MEAN, pairSums[i] / (n - 1));
    row.put(Sign.HERE_TOGETHER_LEAST, least);
    int otherPairs = pairs - (n - 1);
    row.put(Sign.OTHERS_TOGETHER, otherPairs == 0 ? -1 : (pairSum - pairSums[i]) / otherPairs);
  }
}
