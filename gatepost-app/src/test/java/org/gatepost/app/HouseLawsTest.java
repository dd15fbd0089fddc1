package org.gatepost.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The laws of the house that can be read off the compiled program, every module together. */
class HouseLawsTest {

  /** A package of the core, and which others of the core it may use. */
  private static final Map<String, Set<String>> CORE =
      Map.of(
          "mail",
          Set.of(),
          "account",
          Set.of("mail"),
          "delivery",
          Set.of("mail"),
          "correspondence",
          Set.of("mail"),
          "recipient",
          Set.of("mail", "correspondence"),
          "audience",
          Set.of("mail"),
          "inspect",
          Set.of("mail", "correspondence", "recipient", "audience"),
          "policy",
          Set.of("mail", "audience", "inspect"),
          "hold",
          Set.of("mail", "account", "delivery", "audience", "inspect", "policy"),
          "gate",
          Set.of(
              "mail",
              "account",
              "correspondence",
              "recipient",
              "delivery",
              "audience",
              "inspect",
              "policy",
              "hold"));

  /** A module and the packages it holds, with those below them. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "core", CORE.keySet(),
          "mime", Set.of("mime"),
          "directory", Set.of("directory"),
          "protocol", Set.of("smtp"),
          "store", Set.of("store"),
          "web", Set.of("web"),
          "app", Set.of("app"));

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(HouseLawsTest::isOfTheProgram)
          .importPackages("org.gatepost");

  private static boolean isOfTheProgram(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  @Test
  void everyModuleAndItsPackagesWereSeen() {
    assertThat(PROGRAM.size()).isGreaterThan(70);
    assertThat(MODULES.values().stream().flatMap(Set::stream))
        .allMatch(name -> PROGRAM.containPackage("org.gatepost." + name));
  }

  @Test
  void everyPackageBelongsToAModuleNamedHere() {
    String[] known = packagesOf(module -> true);
    classes().should().resideInAnyPackage(known).check(PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "mime", "directory", "protocol", "store", "web"})
  void aModuleUsesNoOtherButTheCore(String module) {
    String[] own = packagesOf(module::equals);
    String[] others = packagesOf(other -> !other.equals(module) && !other.equals("core"));
    noClasses()
        .that()
        .resideInAnyPackage(own)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(PROGRAM);
  }

  @Test
  void theCorePointsDownOnly() {
    CORE.forEach(
        (name, below) ->
            noClasses()
                .that()
                .resideInAnyPackage(patterns(Stream.of(name)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    patterns(
                        CORE.keySet().stream()
                            .filter(other -> !other.equals(name) && !below.contains(other))))
                .check(PROGRAM));
  }

  @Test
  void theCoreUsesTheJdkAndJSpecifyOnly() {
    classes()
        .that()
        .resideInAnyPackage(packagesOf("core"::equals))
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("javax.crypto.."))
                .or(resideInAPackage("org.jspecify.."))
                .or(JavaClass.Predicates.resideInAnyPackage(packagesOf("core"::equals))))
        .check(PROGRAM);
  }

  @Test
  void theCoreTouchesNoDatabaseNoSocketAndNoFile() {
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf("core"::equals))
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net.http..")
                .or(
                    named(
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.FileReader",
                        "java.io.FileWriter",
                        "java.io.RandomAccessFile",
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.DatagramSocket",
                        "java.net.URLConnection")))
        .check(PROGRAM);
  }

  @Test
  void onlyTheDirectoryModuleSpeaksLdap() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.gatepost.directory..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.unboundid..")
        .check(PROGRAM);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info)")
        .orShould()
        .haveNameMatching(".*[.$]Abstract[A-Z][^.$]*")
        .check(PROGRAM);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            be(
                describe(
                    "in a @NullMarked package",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(PROGRAM);
  }

  @Test
  void onlyTheProgramWritesToStandardOutput() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.gatepost.app..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PROGRAM);
  }

  /** A fault's words may name people; its kinds and places do not. */
  @Test
  void nobodyLogsAWholeException() {
    noClasses()
        .should()
        .callCodeUnitWhere(
            describe(
                "gives a logger an exception",
                call -> {
                  CodeUnitCallTarget target = call.getTarget();
                  return target.getOwner().isEquivalentTo(Logger.class)
                      && target.getRawParameterTypes().stream()
                          .anyMatch(type -> type.isAssignableTo(Throwable.class));
                }))
        .check(PROGRAM);
  }

  @Test
  void timeComesInAsAnInstantSource() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.gatepost.app..")
        .should()
        .callCodeUnitWhere(
            describe(
                "reads the machine's clock",
                call -> {
                  CodeUnitCallTarget target = call.getTarget();
                  String owner = target.getOwner().getName();
                  return switch (target.getName()) {
                    case "now" ->
                        owner.startsWith("java.time.") && target.getRawParameterTypes().isEmpty();
                    case "currentTimeMillis" -> owner.equals("java.lang.System");
                    case "system", "systemUTC", "systemDefaultZone" ->
                        owner.startsWith("java.time.");
                    default -> false;
                  };
                }))
        .check(PROGRAM);
  }

  @Test
  void chanceAndIdentityHaveOneSource() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
        .check(PROGRAM);
  }

  @Test
  void noThreadLocalsAndNothingOfTheJdksInside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ThreadLocal.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..")
        .check(PROGRAM);
  }

  private static String[] packagesOf(Predicate<String> modules) {
    return patterns(
        MODULES.entrySet().stream()
            .filter(module -> modules.test(module.getKey()))
            .flatMap(module -> module.getValue().stream()));
  }

  private static String[] patterns(Stream<String> names) {
    return names.map(name -> "org.gatepost." + name + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return describe("one of " + List.of(names), type -> Set.of(names).contains(type.getName()));
  }
}
