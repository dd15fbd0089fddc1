package org.gatepost.web;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Spring's web server as a guest in the running program. It brings its own beans and nothing else:
 * it reads no file, no environment variable and no system property, scans no package, leaves the
 * program's logging as it is and sets no shutdown hook. Whoever started it closes it.
 */
public final class Guest implements AutoCloseable {
  private final AnnotationConfigServletWebServerApplicationContext context;

  private Guest(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts serving; returns when requests are answered.
   *
   * @param furnish hands over what the rooms need
   * @param rooms configurations of what is served
   * @throws org.springframework.boot.web.server.PortInUseException when somebody else listens there
   */
  public static Guest start(
      ServerSettings settings, Consumer<GenericApplicationContext> furnish, Class<?>... rooms) {
    AnnotationConfigServletWebServerApplicationContext context =
        new AnnotationConfigServletWebServerApplicationContext();
    context.setEnvironment(new EmptyEnvironment());
    context.setClassLoader(Guest.class.getClassLoader());
    context.registerBean(ServerSettings.class, () -> settings);
    furnish.accept(context);
    context.register(ServerConfiguration.class);
    context.register(rooms);
    try {
      context.refresh();
    } catch (RuntimeException failed) {
      context.close();
      throw failed;
    }
    return new Guest(context);
  }

  /** The port that is really bound. */
  public int port() {
    WebServer server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("The web server is not running.");
    }
    return server.getPort();
  }

  /** Lets requests that are under way end, then stops. */
  @Override
  public void close() {
    context.close();
  }

  /** Spring looks here for settings; there are none that do not come by constructor. */
  private static final class EmptyEnvironment extends StandardServletEnvironment {
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      sources.addLast(
          new org.springframework.core.env.MapPropertySource(
              "gatepost", Map.of("spring.main.banner-mode", "off")));
    }
  }
}
