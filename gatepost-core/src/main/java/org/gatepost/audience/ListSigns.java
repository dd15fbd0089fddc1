package org.gatepost.audience;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;

/**
 * What the header of one message says about the list that it came through: RFC 2369 ({@code
 * List-Post}, {@code List-Archive}), RFC 2919 ({@code List-Id}), RFC 5064 ({@code Archived-At}),
 * and the older {@code X-BeenThere} and {@code X-Mailing-List}. A {@code Precedence} alone names no
 * list.
 *
 * @param addresses of the list; more than one when it has several
 * @param name perhaps empty
 */
public record ListSigns(Set<Address> addresses, String name, Optional<String> archive) {
  /** Longer values are hostile, and no list's. */
  private static final int LONGEST = 2_000;

  /** Addresses taken from one field. */
  private static final int MOST = 5;

  private static final Pattern BRACKETS = Pattern.compile("<([^<>]{1,1000})>");
  private static final Pattern WEB = Pattern.compile("(?i)https?://\\S{1,500}");

  public ListSigns {
    addresses = Set.copyOf(addresses);
  }

  /** Empty when the message shows no list that could be named. */
  public static Optional<ListSigns> of(Message message) {
    Headers headers = message.headers();
    Set<Address> addresses = new LinkedHashSet<>();
    headers.all("List-Post").forEach(field -> post(field, addresses));
    for (String old : List.of("X-BeenThere", "X-Mailing-List")) {
      headers.all(old).forEach(field -> plain(field.value(), addresses));
    }
    Optional<String> id = headers.first("List-Id").map(ListSigns::value);
    if (addresses.isEmpty()) {
      id.flatMap(ListSigns::bracketed).ifPresent(text -> named(text, message, addresses));
    }
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ListSigns(addresses, id.map(ListSigns::phrase).orElse(""), web(headers)));
  }

  private static void post(Headers.Field field, Set<Address> into) {
    Matcher urls = BRACKETS.matcher(value(field));
    while (urls.find() && into.size() < MOST) {
      String url = urls.group(1).strip();
      if (url.toLowerCase(Locale.ROOT).startsWith("mailto:")) {
        plain(url.substring("mailto:".length()).replaceFirst("\\?.*", ""), into);
      }
    }
  }

  private static void plain(String text, Set<Address> into) {
    if (text.length() < LONGEST) {
      Address.parse(text.replace("<", "").replace(">", "")).ifPresent(into::add);
    }
  }

  /** An identifier is no address, but most are one with a dot for the {@code @}. */
  private static void named(String id, Message message, Set<Address> into) {
    String folded = id.toLowerCase(Locale.ROOT);
    message.heading().addressees().stream()
        .map(Addressee::address)
        .filter(address -> (address.person().localPart() + "." + address.domain()).equals(folded))
        .limit(MOST)
        .forEach(into::add);
  }

  private static Optional<String> web(Headers headers) {
    Optional<Headers.Field> archive = headers.first("List-Archive");
    Optional<String> first =
        archive
            .map(ListSigns::value)
            .filter(text -> !text.isEmpty())
            .map(text -> address(text).orElse(text.replaceAll("[<>]", "")));
    return first.or(
        () -> headers.first("Archived-At").map(ListSigns::value).flatMap(ListSigns::address));
  }

  private static Optional<String> address(String text) {
    Matcher web = WEB.matcher(text.replaceAll("[<>]", " "));
    return web.find() ? Optional.of(web.group()) : Optional.empty();
  }

  private static Optional<String> bracketed(String text) {
    Matcher matcher = BRACKETS.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.of(text.strip());
  }

  private static String phrase(String id) {
    int bracket = id.indexOf('<');
    return bracket < 0 ? "" : id.substring(0, bracket).replace("\"", "").strip();
  }

  private static String value(Headers.Field field) {
    String value = field.value().strip();
    return value.length() > LONGEST ? "" : value;
  }
}
