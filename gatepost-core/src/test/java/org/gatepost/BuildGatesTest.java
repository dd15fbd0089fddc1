package org.gatepost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/**
 * The canary: sources that the build must refuse are compiled with the arguments of the parent pom
 * and the exports of {@code .mvn/jvm.config}, and are refused. Whoever switches a gate off by
 * accident sees this test fail.
 */
class BuildGatesTest {

  private static final Path ROOT = Path.of(System.getProperty("gatepost.root", ".."));

  private static final String HEAD =
      "package org.gatepost.canary;\nimport org.jspecify.annotations.*;\n@NullMarked\n";

  @TempDir Path folder;

  @Test
  void aGoodSourceIsAccepted() throws Exception {
    Compiled compiled =
        compile(
            HEAD
                + "class Canary { int length(@Nullable String s) { return s == null ? 0 :"
                + " s.length(); } }");
    assertThat(compiled.output()).isEmpty();
    assertThat(compiled.status()).isZero();
  }

  @Test
  void missedNullsAndKnownMistakesAreRefused() throws Exception {
    Compiled compiled =
        compile(
            HEAD
                + """
                class Canary {
                  int length(@Nullable String text) {
                    return text.length();
                  }
                  java.util.List<String> names(java.util.List<@Nullable String> some) {
                    return some;
                  }
                  boolean same(int[] a, int[] b) {
                    return a.equals(b);
                  }
                }
                """);
    assertThat(compiled.status()).isNotZero();
    assertThat(compiled.output())
        .contains("error: [NullAway] dereferenced expression 'text' is @Nullable")
        .contains("error: [NullAway] incompatible types")
        .contains("error: [ArrayEquals]");
  }

  @Test
  void aWarningOfTheCompilerIsRefused() throws Exception {
    Compiled compiled =
        compile(HEAD + "class Canary { java.util.List names() { return java.util.List.of(); } }");
    assertThat(compiled.status()).isNotZero();
    assertThat(compiled.output()).contains("[rawtypes]", "-Werror");
  }

  private record Compiled(int status, String output) {}

  private Compiled compile(String source) throws Exception {
    Path file = folder.resolve("Canary.java");
    Files.writeString(file, source);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    exports().map(export -> "-J" + export).forEach(command::add);
    command.addAll(gates());
    command.addAll(List.of("-proc:none", "-d", folder.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    command.add(file.toString());
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Compiled(javac.waitFor(), output);
  }

  private static Stream<String> exports() throws IOException {
    return Files.readString(ROOT.resolve(".mvn/jvm.config")).lines().filter(l -> !l.isBlank());
  }

  private static List<String> gates() throws Exception {
    var pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(ROOT.resolve("pom.xml").toFile());
    NodeList found =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate("//compilerArgs/arg", pom, XPathConstants.NODESET);
    List<String> args = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      args.add(found.item(i).getTextContent());
    }
    assertThat(args).as("the compiler arguments in the parent pom").isNotEmpty();
    return args;
  }
}
