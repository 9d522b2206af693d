package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.event.Update;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The served description holds every path, every record, and nothing that points nowhere. */
class OpenApiTest {
    /** What travels otherwise: printed by the command line, or only inside a program. */
    private static final Set<String> NOT_SERVED =
            Set.of(
                    "ServerReady",
                    "LabRow",
                    "LabRowRpoSummary",
                    "StoryRow",
                    "Problem",
                    "PointChoiceLatest",
                    "PointChoiceNewest",
                    "PointChoiceAt",
                    "PointChoiceId",
                    "ResyncWindow",
                    "HistoryPlanPart",
                    "HistoryPlanRow",
                    "ReportFormat");

    @TempDir static Path data;
    private static ServerFixture fixture;
    private static RawHttp http;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        fixture = new ServerFixture(data);
        http = new RawHttp(fixture.address(), data);
        document = http.send("GET", ApiPaths.OPENAPI, "").body();
    }

    @AfterAll
    static void stop() {
        http.close();
        fixture.close();
    }

    @Test
    void it_is_openapi_3_1() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void it_holds_every_path_of_the_contract() throws Exception {
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        for (Field field : ApiPaths.class.getFields()) {
            if (!field.getName().equals("ROOT")) {
                assertThat(paths).contains((String) field.get(null));
            }
        }
    }

    @Test
    void every_operation_of_it_is_answered_by_the_server() {
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method -> answered(method, path.getKey())));
    }

    private static void answered(String method, String template) {
        String path = template.replaceAll("\\{\\w+}", "none");
        String code = http.send(method.toUpperCase(java.util.Locale.ROOT), path, "{").code();
        assertThat(code).as(method + " " + path).isNotIn("NOT_FOUND", "METHOD_NOT_ALLOWED");
    }

    @Test
    void operation_ids_are_unique() {
        List<String> ids = document.findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(25);
    }

    @Test
    void every_reference_leads_somewhere() {
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue();
        }
    }

    @Test
    void it_holds_a_schema_of_every_record_of_the_contract() throws Exception {
        Set<String> schemas = new HashSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        for (Class<?> type : contract()) {
            String name = name(type);
            if (!NOT_SERVED.contains(name)) {
                assertThat(schemas).contains(name);
                if (type.isRecord()) {
                    for (var component : type.getRecordComponents()) {
                        assertThat(
                                        document.at(
                                                        "/components/schemas/"
                                                                + name
                                                                + "/properties/"
                                                                + component.getName())
                                                .isMissingNode())
                                .as(name + "." + component.getName())
                                .isFalse();
                    }
                }
            }
        }
        assertThat(schemas).contains(name(Order.class), name(Outcome.class), name(Update.class));
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
    }

    /** Records and enums of the contract, read from where its classes lie. */
    private static List<Class<?>> contract() throws Exception {
        URL root = ApiPaths.class.getResource("ApiPaths.class");
        Path folder = Path.of(root.toURI()).getParent();
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        folder.relativize(file)
                                .toString()
                                .replace(File.separatorChar, '.')
                                .replaceAll("\\.class$", "");
                Class<?> type = Class.forName("io.continuo.api." + name);
                if (type.isRecord() || type.isEnum()) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
