package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read and yet belongs into the log: secrets and files by declaration, and whatever administrators look at. */
class AuditDeclarationTests extends ApiTest {

    private static final Pattern RECORDS = Pattern.compile("dev\\.tenantry\\.(crm|notification|audit)\\b");

    @Autowired
    private EntityManagerFactory factory;
    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> reading = List.of();

    @BeforeEach
    void read() {
        reading = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && route.method().equals("GET")
                        && !route.isFor(EndpointAccess.ForEverybody.class))
                .toList();
    }

    @Test
    void secretsAndFilesAreDeclared() {
        var names = new SchemaNames(OpenApiValidator.of("http://localhost:" + port()).document());

        var sensitive = reading.stream()
                .filter(route -> route.path().startsWith("/api/v1/"))
                .filter(route -> isFile(route)
                        || names.ofSuccess(route).anyMatch(SchemaNames.SECRET.asMatchPredicate()))
                .filter(route -> !StepUpDeclarationTests.TELLS_NOTHING_NEW.matcher(route.toString()).matches())
                .toList();

        assertThat(sensitive).extracting(Route::path)
                .contains("/api/v1/webhook-secret", "/api/v1/forms/{id}/submissions", "/api/v1/usage/export");
        assertThat(sensitive).filteredOn(route -> !route.handler().hasMethodAnnotation(SensitiveRead.class)).isEmpty();
    }

    @Test
    void whateverAdministratorsReadIsAnEntry() throws SQLException {
        var person = people.signUp();
        People.promote(person.userId());
        var unwritten = reading.stream()
                .filter(route -> route.path().startsWith("/admin/"))
                .filter(route -> {
                    var request = "look-" + UUID.randomUUID();
                    person.api()
                            .with("X-Request-Id", request)
                            .get(route.fill(_ -> UUID.randomUUID().toString()));
                    return count("request_id = '" + request + "'") == 0;
                })
                .toList();

        assertThat(unwritten).isEmpty();
    }

    @Test
    void whatIsHandedOutIsAnEntryOnceItIsAnsweredAndWhatIsRefusedIsNone() {
        var person = people.signUp();
        var form = person.api().post("/api/v1/forms", "{\"name\": \"Contact us\"}").expect(201).id();
        var sensitive = reading.stream()
                .filter(route -> route.path().startsWith("/api/v1/")
                        && route.handler().hasMethodAnnotation(SensitiveRead.class))
                .toList();

        assertThat(sensitive).hasSizeGreaterThan(5).allSatisfy(route -> {
            var random = look(person, route.fill(route::random));
            assertThat(random).as(route.toString()).isEqualTo(route.variables().isEmpty() ? "200 1" : "404 0");
        });
        assertThat(look(person, "/api/v1/forms/" + form + "/submissions")).isEqualTo("200 1");
    }

    /** What it is answered, and how many entries say that it was. */
    private static String look(Person person, String path) {
        var request = "look-" + UUID.randomUUID();
        var status = person.api().with("X-Request-Id", request).get(path).status();
        return status + " " + count("success and action_category = 'data_access' and request_id = '" + request + "'");
    }

    /** A look at what is listed is none of what is handed out. */
    @Test
    void whatIsHandedOutIsKeptAsEvidence() {
        var actions = Route.all(tables)
                .stream()
                .map(route -> route.handler().getMethodAnnotation(SensitiveRead.class))
                .filter(Objects::nonNull)
                .map(SensitiveRead::value)
                .filter(action -> !action.endsWith(".listed"));

        assertThat(Stream.concat(actions, Stream.of("audit-log-export.downloaded", "audit-log-export.linked",
                "audit-log.exported", "contact.exported")))
                .allSatisfy(action -> assertThat(
                        number("select count(*) where app.retention_class('data_access', '" + action
                                + "', true) = 'compliance'"))
                        .isEqualTo(1));
    }

    /** What an organization works with is in the modules of its records, and what it has set of the log is in the log's; whatever else it has is what it has set, too. */
    @Test
    void whatIsSetIsConfiguration() {
        var settings = factory.getMetamodel()
                .getEntities()
                .stream()
                .map(EntityType::getJavaType)
                .filter(type -> TenantEntity.class.isAssignableFrom(type)
                        && !type.isAnnotationPresent(NotAudited.class)
                        && !RECORDS.matcher(type.getPackageName()).lookingAt())
                .toList();

        assertThat(settings).hasSizeGreaterThan(8).allSatisfy(type -> {
            var stated = type.getAnnotation(AuditedAs.class);
            assertThat(stated).as(type + " says @AuditedAs").isNotNull();
            assertThat(stated.value()).isNotEqualTo(AuditEntry.Category.DATA_MODIFICATION);
        });
    }

    /** That somebody is gone for good is what an erasure is proved by, and outlives what it was about. */
    @Test
    void theEndOfRecordsIsKeptAsEvidence() {
        assertThat(number("""
                select count(*) where app.retention_class('data_modification', 'contact.purged', true) = 'compliance'
                    and app.retention_class('configuration', 'audit-sink.purged', true) = 'security'
                    and app.retention_class('data_modification', 'contact.deleted', true) = 'standard'"""))
                .isEqualTo(1);
    }

    private static boolean isFile(Route route) {
        var mapping = route.handler().getMethodAnnotation(RequestMapping.class);
        var types = mapping == null ? List.<String>of() : List.of(mapping.produces());
        return types.stream().anyMatch(type -> type.matches("text/csv|application/octet-stream"))
                && !types.contains("application/json");
    }

    private static long count(String condition) {
        return number("select count(*) from audit_logs where " + condition);
    }

    private static long number(String query) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
