package io.continuo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The walls of docs/architecture.md. */
class WallsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.continuo");

    private static final List<String> FLOOR = List.of("console", "lab", "server", "replication");

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static String in(String part) {
        return "io.continuo." + part + "..";
    }

    @Test
    void the_contract_knows_nobody() {
        for (String part :
                List.of("app", "console", "lab", "server", "replication", "client", "platform")) {
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(in("api"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(in(part)));
        }
    }

    @Test
    void client_and_platform_know_only_the_contract() {
        for (String part : List.of("app", "console", "lab", "server", "replication")) {
            check(
                    noClasses()
                            .that()
                            .resideInAnyPackage(in("client"), in("platform"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(in(part)));
        }
    }

    @Test
    void console_lab_server_and_replication_never_see_each_other_nor_the_app() {
        for (String one : FLOOR) {
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(in(one))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(in("app")));
            for (String other : FLOOR) {
                if (!one.equals(other)) {
                    check(
                            noClasses()
                                    .that()
                                    .resideInAPackage(in(one))
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAPackage(in(other)));
                }
            }
        }
    }

    @Test
    void console_and_lab_reach_nothing_but_client_and_contract() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(in("console"), in("lab"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("platform")));
    }

    @Test
    void only_the_console_uses_javafx() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("console"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("javafx.."));
    }

    @Test
    void only_console_fx_hands_work_to_the_ui_thread() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("console.fx"))
                        .should()
                        .callMethod(
                                "javafx.application.Platform", "runLater", "java.lang.Runnable"));
    }

    @Test
    void sql_stays_in_the_store() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("server.store"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..", "org.jdbi..", "org.h2..", "com.zaxxer.."));
    }

    @Test
    void sockets_stay_at_the_doors() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                in("replication.nbd"),
                                in("replication.stream"),
                                in("server.http"),
                                in("client"),
                                in("platform"))
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.nio\\.channels\\.(Server)?SocketChannel|java\\.net\\.(Server|Datagram)?Socket|okhttp3\\..*"));
    }

    @Test
    void nobody_uses_java_util_timer() {
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Timer"));
    }
}
