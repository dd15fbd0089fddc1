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
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the house that can be read off the compiled program, every module together. */
class HouseLawsTest {

  /** A module and the packages it holds. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "core",
          Set.of(
              "org.gatepost.mail",
              "org.gatepost.audience",
              "org.gatepost.inspect",
              "org.gatepost.policy",
              "org.gatepost.gate"),
          "mime",
          Set.of("org.gatepost.mime"),
          "protocol",
          Set.of("org.gatepost.smtp"),
          "store",
          Set.of("org.gatepost.store"),
          "web",
          Set.of("org.gatepost.web"),
          "app",
          Set.of("org.gatepost.app"));

  /** Inside core a package uses only those before it. */
  private static final List<String> CORE_FROM_THE_BOTTOM =
      List.of("mail", "audience", "inspect", "policy", "gate");

  private static final String[] CORE =
      CORE_FROM_THE_BOTTOM.stream()
          .map(name -> "org.gatepost." + name + "..")
          .toArray(String[]::new);

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(HouseLawsTest::isOfTheProgram)
          .importPackages("org.gatepost");

  private static boolean isOfTheProgram(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  @Test
  void everyModuleAndItsPackagesWereSeen() {
    assertThat(PROGRAM.size()).isGreaterThanOrEqualTo(14);
    MODULES
        .values()
        .forEach(
            packages ->
                packages.forEach(
                    name -> assertThat(PROGRAM.containPackage(name)).as(name).isTrue()));
  }

  @Test
  void everyPackageBelongsToAModuleNamedHere() {
    String[] known = packagesOf(module -> true);
    classes().should().resideInAnyPackage(known).check(PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "mime", "protocol", "store", "web"})
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

  @ParameterizedTest
  @ValueSource(strings = {"mail", "audience", "inspect", "policy"})
  void theCorePointsDownOnly(String name) {
    String[] above =
        CORE_FROM_THE_BOTTOM.stream()
            .skip(CORE_FROM_THE_BOTTOM.indexOf(name) + 1L)
            .map(upper -> "org.gatepost." + upper + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.gatepost." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .check(PROGRAM);
  }

  @Test
  void theCoreUsesTheJdkAndJSpecifyOnly() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("org.jspecify.."))
                .or(JavaClass.Predicates.resideInAnyPackage(CORE)))
        .check(PROGRAM);
  }

  @Test
  void theCoreTouchesNoDatabaseNoSocketAndNoFile() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
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
    return MODULES.entrySet().stream()
        .filter(module -> modules.test(module.getKey()))
        .flatMap(module -> module.getValue().stream())
        .map(name -> name + "..")
        .toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return describe("one of " + List.of(names), type -> Set.of(names).contains(type.getName()));
  }
}
