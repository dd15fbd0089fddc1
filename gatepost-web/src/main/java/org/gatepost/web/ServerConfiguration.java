package org.gatepost.web;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.gatepost.mail.IdentitySource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.servlet.Session;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The server: a virtual thread for each request, and limits on everything that a client sends. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class ServerConfiguration {
  /** A form that corrects each of ten thousand recipients is the biggest that is meant. */
  private static final int MOST_PARAMETERS = 25_000;

  private static final int MOST_FORM_OCTETS = 4 << 20;
  private static final int MOST_CONNECTIONS = 2_000;
  private static final int MOST_SESSIONS = 20_000;

  /** Before sign-in a session holds nothing but a form token. */
  private static final Duration ANONYMOUS = Duration.ofMinutes(15);

  @Bean
  TomcatServletWebServerFactory server(ServerSettings settings) {
    TomcatServletWebServerFactory server =
        new TomcatServletWebServerFactory(settings.listen().getPort());
    server.setAddress(settings.listen().getAddress());
    server.getSettings().setRegisterDefaultServlet(false);
    session(server.getSettings().getSession());
    server.setShutdown(Shutdown.IMMEDIATE);
    Compression compression = new Compression();
    compression.setEnabled(true);
    server.setCompression(compression);
    server.addErrorPages(new ErrorPage("/error"));
    server.addConnectorCustomizers(ServerConfiguration::limit);
    server.addContextCustomizers(ServerConfiguration::sessions, ServerConfiguration::taciturn);
    if (!settings.proxies().isEmpty()) {
      server.addEngineValves(new ProxyValve(settings.proxies()));
    }
    return server;
  }

  private static void limit(Connector connector) {
    connector.setMaxParameterCount(MOST_PARAMETERS);
    connector.setMaxPostSize(MOST_FORM_OCTETS);
    connector.setXpoweredBy(false);
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
      protocol.setMaxConnections(MOST_CONNECTIONS);
      protocol.setExecutor(new VirtualThreadExecutor("console-"));
    }
  }

  private static void session(Session session) {
    session.setTimeout(ANONYMOUS);
    session.setTrackingModes(Set.of(Session.SessionTrackingMode.COOKIE));
    session.getCookie().setName("gatepost");
    session.getCookie().setPath("/");
    session.getCookie().setHttpOnly(true);
    // Strict would lose the sign-in on the way from a link in a mail; no GET acts, and every POST
    // carries a token. Secure is set by Tomcat whenever the request came by https.
    session.getCookie().setSameSite(Cookie.SameSite.LAX);
  }

  /** For what never reaches a page, such as a header that is too big: no details, no version. */
  private static void taciturn(Context context) {
    ErrorReportValve report = new ErrorReportValve();
    report.setShowReport(false);
    report.setShowServerInfo(false);
    context.getParent().getPipeline().addValve(report);
  }

  private static void sessions(Context context) {
    context.setRequestCharacterEncoding("UTF-8");
    context.setResponseCharacterEncoding("UTF-8");
    context.setUseRelativeRedirects(true);
    StandardManager sessions = new StandardManager();
    sessions.setMaxActiveSessions(MOST_SESSIONS);
    sessions.setPathname(null);
    context.setManager(sessions);
  }

  @Bean
  DispatcherServlet dispatcherServlet() {
    return new DispatcherServlet();
  }

  @Bean
  ServletRegistrationBean<DispatcherServlet> dispatcher(DispatcherServlet servlet) {
    ServletRegistrationBean<DispatcherServlet> registration =
        new ServletRegistrationBean<>(servlet, "/");
    registration.setName("dispatcherServlet");
    registration.setLoadOnStartup(1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<TraceFilter> trace(IdentitySource identities) {
    FilterRegistrationBean<TraceFilter> registration =
        new FilterRegistrationBean<>(new TraceFilter(identities));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  @Bean
  Health health(Readiness readiness) {
    return new Health(readiness);
  }
}
