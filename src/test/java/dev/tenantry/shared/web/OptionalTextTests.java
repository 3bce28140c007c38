package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.money.Money;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Every optional text of every request. */
class OptionalTextTests extends ApiTest {

    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(String.class, text -> text,
            Secret.class,
            Secret::new);

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    @Autowired
    private RequestMapper requests;

    @Test
    void isAbsentWhereItIsBlank() {
        var faults = new ArrayList<String>();
        var texts = 0;
        for (var type : requestTypes()) {
            for (var component : type.getRecordComponents()) {
                if (TEXTS.containsKey(component.getType())
                        && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    texts++;
                    var maker = TEXTS.get(component.getType());
                    var isVerbatim = component.isAnnotationPresent(Verbatim.class);
                    check(faults, component, "", null);
                    for (var blank : List.of(" \t ", "\u00a0\u0085\u00ad\u200b\u200e\u2800\u3164\ufeff")) {
                        check(faults, component, blank, isVerbatim ? maker.apply(blank) : null);
                    }
                    check(faults, component, " a ", maker.apply(" a "));
                }
            }
        }

        assertThat(texts).isGreaterThan(60);
        assertThat(faults).isEmpty();
    }

    @Test
    void anythingElseIsAbsentWhereItIsBlankText() {
        var faults = new ArrayList<String>();
        var values = 0;
        for (var type : requestTypes()) {
            for (var component : type.getRecordComponents()) {
                if (isOneValue(component.getType()) && component.getType() != Boolean.class
                        && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    values++;
                    var absent = component.getType() == Optional.class
                            ? Optional.empty()
                            : read(component, Map.of());
                    check(faults, component, "", absent);
                    check(faults, component, " \u00a0", absent);
                }
            }
        }

        assertThat(values).isGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    @Test
    void anEmptyFormFieldChangesNothingButWhatItEmpties() {
        var api = people.signUp().api();
        var company = api.post("/api/v1/companies",
                "{\"name\":\"Acme\",\"employees\":\"\",\"yearEstablished\":\" \",\"annualRevenue\":\"\"}")
                .expect(201)
                .id();

        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\",\"companyId\":\"\",\"ownerId\":\"\"}")
                .expect(201);
        var deal = api
                .post("/api/v1/opportunities",
                        """
                {"name":"A","companyId":"%s","expectedCloseOn":"","startedOn":" ","pipelineId":"","amount":""}"""
                                .formatted(company))
                .expect(201);
        var task = api.post("/api/v1/tasks", "{\"title\":\"A\",\"dueAt\":\"\",\"priority\":\"\",\"assigneeId\":\"\"}")
                .expect(201);

        assertThat(contact.json().has("companyId")).isFalse();
        assertThat(deal.json().has("expectedCloseOn")).isFalse();
        assertThat(deal.json().has("amount")).isFalse();
        assertThat(task.json().has("dueAt")).isFalse();
        var path = "/api/v1/opportunities/" + deal.id();
        assertThat(api.patch(path, "{\"companyId\":\"\"}").expect(200).json().has("companyId")).isFalse();
    }

    @Test
    void takesNoUniqueValueWhereItIsEmpty() {
        var person = people.signUp();

        for (var kind : List.of("contacts", "companies")) {
            person.api().post("/api/v1/" + kind, "{\"name\":\"Ada\",\"externalId\":\"\"}").expect(201);
            var second = person.api()
                    .post("/api/v1/" + kind, "{\"name\":\"Bob\",\"externalId\":\" \"}")
                    .expect(201);
            assertThat(second.json().has("externalId")).isFalse();
            var patched = person.api()
                    .patch("/api/v1/" + kind + "/" + second.id(), "{\"externalId\":\"\"}")
                    .expect(200);
            assertThat(patched.json().has("externalId")).isFalse();
        }
    }

    private void check(List<String> faults, RecordComponent component, String sent, @Nullable Object expected) {
        var found = read(component, Map.of(name(component), sent));
        if (!java.util.Objects.equals(found, expected)) {
            faults.add(component.getDeclaringRecord().getName() + "." + component.getName() + ": '" + sent + "' is '"
                    + found + "'");
        }
    }

    /** All but texts and what has parts of its own: lists, JSON and the records of this application, of which money is a value. */
    private static boolean isOneValue(Class<?> type) {
        return !TEXTS.containsKey(type) && !Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)
                && !JsonNode.class.isAssignableFrom(type) && (!type.isRecord() || type == Money.class)
                && !type.isPrimitive() && type != Object.class;
    }

    private @Nullable Object read(RecordComponent component, Map<String, String> body) {
        var read = requests.json()
                .readValue(requests.json().writeValueAsString(body), component.getDeclaringRecord());
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), read);
    }

    private static String name(RecordComponent component) {
        var stated = component.getAccessor().getAnnotation(JsonProperty.class);
        if (stated != null) {
            return stated.value();
        }
        return component.getDeclaringRecord().isAnnotationPresent(JsonNaming.class)
                ? PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, component.getName())
                : component.getName();
    }

    private Set<Class<?>> requestTypes() {
        var types = new LinkedHashSet<Class<?>>();
        for (var table : tables) {
            for (var handler : table.getHandlerMethods().values()) {
                Arrays.stream(handler.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                        .map(parameter -> ResolvableType
                                .forMethodParameter(parameter.withContainingClass(handler.getBeanType()))
                                .toClass())
                        .forEach(type -> collect(type, types));
            }
        }
        return types;
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (!type.isRecord() || !type.getName().startsWith("dev.tenantry") || !types.add(type)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            var resolvable = ResolvableType.forType(component.getGenericType());
            collect(resolvable.toClass(), types);
            Arrays.stream(resolvable.getGenerics()).forEach(generic -> collect(generic.toClass(), types));
        }
    }
}
