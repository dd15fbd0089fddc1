package org.gatepost.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Style sheets and scripts, held in memory under a name that changes with their content, so that
 * browsers may keep them for good.
 *
 * <p>GOV.UK Frontend comes with the GDS Transport font, which is licensed for gov.uk alone. The
 * font is taken out of its style sheet here; the reader's own system font stands in.
 */
@Controller
public class Assets {
  private static final String FONT = "GDS Transport,arial,sans-serif";
  private static final String SYSTEM_FONT =
      "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",Ubuntu,Cantarell,\"Helvetica"
          + " Neue\",Arial,sans-serif";
  private static final String JAR = "/META-INF/resources/webjars/govuk-frontend/";
  private static final String JAR_VERSION =
      "/META-INF/maven/org.webjars.npm/govuk-frontend/pom.properties";
  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
  private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");
  private static final MediaType PICTURE = MediaType.parseMediaType("image/svg+xml");

  /** What is served; never compared, never handed out but to be written. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Asset(MediaType type, byte[] octets) {}

  private final Map<String, Asset> assets;
  private final String version;

  Assets() {
    String frontend = JAR + frontendVersion() + "/dist/govuk/govuk-frontend.min";
    this.assets =
        new TreeMap<>(
            Map.of(
                "govuk.css", new Asset(STYLE, octets(withoutFont(text(frontend + ".css")))),
                "govuk.js", new Asset(SCRIPT, octets(text(frontend + ".js"))),
                "console.css", new Asset(STYLE, octets(text("console.css"))),
                "console.js", new Asset(SCRIPT, octets(text("console.js"))),
                "gatepost.svg", new Asset(PICTURE, octets(text("gatepost.svg")))));
    this.version = version(assets);
  }

  /** Where an asset is found. */
  public String path(String name) {
    if (!assets.containsKey(name)) {
      throw new IllegalArgumentException("There is no asset " + name);
    }
    return "/assets/" + version + "/" + name;
  }

  @GetMapping("/assets/{version}/{name}")
  ResponseEntity<byte[]> asset(@PathVariable("version") String asked, @PathVariable String name) {
    Asset asset = assets.get(name);
    if (asset == null || !asked.equals(version)) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(asset.type())
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .body(asset.octets());
  }

  static String withoutFont(String css) {
    String bare = css.replaceAll("@font-face\\{[^}]*}", "").replace(FONT, SYSTEM_FONT);
    if (bare.equals(css) || bare.contains("GDS Transport")) {
      throw new IllegalStateException("The GDS font stands elsewhere in this GOV.UK Frontend.");
    }
    return bare;
  }

  private static String frontendVersion() {
    Properties properties = new Properties();
    try (InputStream in = resource(JAR_VERSION)) {
      properties.load(in);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return properties.getProperty("version", "");
  }

  private static String text(String name) {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Assets.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing from the program.");
    }
    return in;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String version(Map<String, Asset> assets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      assets.forEach(
          (name, asset) -> {
            digest.update(octets(name));
            digest.update(asset.octets());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256.", missing);
    }
  }
}
