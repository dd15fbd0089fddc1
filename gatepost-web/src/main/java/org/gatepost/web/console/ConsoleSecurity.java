package org.gatepost.web.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.LocalSignIn;
import org.gatepost.web.Passwords;
import org.gatepost.web.ServerSettings;
import org.gatepost.web.SignInAttempts;
import org.gatepost.web.SignInSessions;
import org.gatepost.web.SignedIn;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may enter which room, for every request. Whose mail somebody may see in a room is the room's
 * own question. Nobody enters what is not named here: it is not there ({@link KnownDoors}).
 *
 * <p>Every form carries a token of its session against cross-site requests, except those behind a
 * notice's link: these have no session, nothing that a browser would send along by itself, and the
 * path itself holds a secret that no other site knows, which is just what such a token is.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ConsoleSecurity {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final int AFTER_TRACE = -100;

  private static final String[] OPEN = {"/healthz", "/readyz", "/assets/**", "/sign-in", "/h/**"};
  private static final String[] SIGNED_IN = {"/", "/account/**", "/sign-out"};

  /** For those with a role; which one is said below, room by room. */
  private static final String[] BY_ROLE = {
    "/held/**", "/approvals/**", "/mail/**", "/outbox/**", "/accounts/**"
  };

  @Bean
  Passwords passwords(IdentitySource identities) {
    return new Passwords(identities);
  }

  @Bean
  SignInAttempts signInAttempts(InstantSource clock) {
    return new SignInAttempts(clock);
  }

  @Bean
  SignInSessions signInSessions(Accounts accounts, InstantSource clock, ServerSettings settings) {
    return new SignInSessions(accounts, clock, settings);
  }

  @Bean
  DelegatingFilterProxyRegistrationBean security() {
    DelegatingFilterProxyRegistrationBean registration =
        new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    registration.setOrder(AFTER_TRACE);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    return registration;
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      SignInSessions sessions,
      Accounts accounts,
      Passwords passwords,
      SignInAttempts attempts) {
    return http.securityContext(context -> context.securityContextRepository(sessions))
        .authenticationProvider(new LocalSignIn(accounts, passwords, attempts))
        .requestCache(cache -> cache.requestCache(pageAskedFor()))
        .authorizeHttpRequests(
            request ->
                request
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(SIGNED_IN)
                    .authenticated()
                    .requestMatchers("/held/**")
                    .hasAnyRole(Role.SENDER.name(), Role.DATA_PROTECTION_OFFICER.name())
                    .requestMatchers("/approvals/**")
                    .hasRole(Role.REVIEWER.name())
                    .requestMatchers("/mail/others/**")
                    .hasRole(Role.DATA_PROTECTION_OFFICER.name())
                    .requestMatchers("/mail/**")
                    .hasAnyRole(Role.SENDER.name(), Role.DATA_PROTECTION_OFFICER.name())
                    .requestMatchers("/outbox/**")
                    .hasAnyRole(Role.SENDER.name(), Role.ADMINISTRATOR.name())
                    .requestMatchers("/accounts/**")
                    .hasRole(Role.ADMINISTRATOR.name())
                    .anyRequest()
                    .denyAll())
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .usernameParameter("login")
                    .passwordParameter("password")
                    .failureHandler(
                        (request, response, failure) -> {
                          SignInRoom.remember(request);
                          response.sendRedirect(
                              failure instanceof LockedException
                                  ? "/sign-in?too-many"
                                  : "/sign-in?wrong");
                        }))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
        .csrf(csrf -> csrf.ignoringRequestMatchers("/h/**"))
        .addFilterAfter(new KnownDoors(doors()), HeaderWriterFilter.class)
        .addFilterAfter(new NewPasswordFirst(), AuthorizationFilter.class)
        .headers(ConsoleSecurity::headers)
        .build();
  }

  /** Everything that is named above; nothing else is there, signed in or not. */
  private static RequestMatcher doors() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Stream.of(OPEN, SIGNED_IN, BY_ROLE)
            .flatMap(Stream::of)
            .map(path -> (RequestMatcher) paths.matcher(path))
            .toList());
  }

  // Null is documented: no parameter is added to the address. Its annotation does not say so.
  @SuppressWarnings("NullAway")
  private static HttpSessionRequestCache pageAskedFor() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setMatchingRequestParameterName(null);
    cache.setRequestMatcher(ConsoleSecurity::isPage);
    return cache;
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .permissionsPolicyHeader(
            permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"))
        .crossOriginOpenerPolicy(
            opener ->
                opener.policy(
                    org.springframework.security.web.header.writers
                        .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN))
        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow"));
  }

  /** Only pages that a person asked for are gone back to after sign-in. */
  private static boolean isPage(HttpServletRequest request) {
    return HttpMethod.GET.matches(request.getMethod())
        && !request.getRequestURI().startsWith("/sign-in")
        && !request.getRequestURI().endsWith("/source");
  }

  @Bean
  FilterRegistrationBean<CrossSiteFilter> crossSite() {
    FilterRegistrationBean<CrossSiteFilter> registration =
        new FilterRegistrationBean<>(new CrossSiteFilter());
    registration.setOrder(AFTER_TRACE - 1);
    return registration;
  }

  static SignedIn person(org.springframework.security.core.Authentication authentication) {
    if (authentication.getPrincipal() instanceof SignedIn person) {
      return person;
    }
    throw new IllegalStateException("A room was entered without signing in.");
  }
}
