package org.gatepost.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.mail.Address;
import org.gatepost.mail.Part;

/**
 * A link that opens held mail, in a message to somebody outside: whoever follows it could decide on
 * the held message in the sender's place.
 */
public final class HoldLinkDetector implements Detector {
  /** The path under which the console serves such links. */
  public static final String PATH = "/h/";

  /** How a token is written: base64url, of this many characters at the least. */
  private static final Pattern LINK = Pattern.compile(PATH + "([A-Za-z0-9_-]{40,200})");

  private final Predicate<String> isToken;

  /**
   * @param isToken true for a token that Gatepost issued
   */
  public HoldLinkDetector(Predicate<String> isToken) {
    this.isToken = isToken;
  }

  @Override
  public List<Finding> inspect(Outgoing outgoing) throws IOException {
    List<Address> outside =
        outgoing.audience().readers().values().stream()
            .filter(reader -> reader.recipient() && reader.relation().isOutside())
            .map(Reader::address)
            .toList();
    if (outside.isEmpty()) {
      return List.of();
    }
    for (Part part : outgoing.message().root().walk().filter(Part::isText).toList()) {
      if (holdsLink(part)) {
        return List.of(
            new Finding(
                FindingKind.HOLD_LINK,
                0.99,
                outside,
                Evidence.of("a link to held mail in a " + part.mediaType() + " part"),
                "This message holds a private link that opens held mail. Take the link out."));
      }
    }
    return List.of();
  }

  private boolean holdsLink(Part part) throws IOException {
    try (InputStream text = part.body().open()) {
      byte[] window = new byte[8192];
      int kept = 0;
      int read;
      while ((read = text.read(window, kept, window.length - kept)) > 0) {
        int length = kept + read;
        if (holdsLink(new String(window, 0, length, StandardCharsets.ISO_8859_1))) {
          return true;
        }
        kept = Math.min(length, 256);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
      return false;
    }
  }

  private boolean holdsLink(String window) {
    // Hardly any text has the path in it, and looking for it alone is many times faster.
    if (!window.contains(PATH)) {
      return false;
    }
    Matcher matcher = LINK.matcher(window);
    while (matcher.find()) {
      if (isToken.test(matcher.group(1))) {
        return true;
      }
    }
    return false;
  }
}
