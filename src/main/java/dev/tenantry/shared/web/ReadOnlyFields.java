package dev.tenantry.shared.web;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * What GET gave, PUT and PATCH take: a body may state the fields that are shown and cannot be written, such as {@code id}
 * and {@code updatedAt}, as they are. One that it states otherwise is refused by name, before anything is written.
 */
@RestControllerAdvice
class ReadOnlyFields extends RequestBodyAdviceAdapter {

    private final SiblingEndpoints siblings;
    private final JsonMapper json;
    private final HttpServletRequest request;
    private final EntityTags tags;
    private final Map<String, ReadOnly> known = new ConcurrentHashMap<>();

    ReadOnlyFields(SiblingEndpoints siblings, JsonMapper json, HttpServletRequest request, EntityTags tags) {
        this.tags = tags;
        this.siblings = siblings;
        this.json = json;
        this.request = request;
    }

    /** @param request what is written @param names shown of the resource, and not written */
    private record ReadOnly(Class<?> request, Set<String> names) {}

    @Override
    public boolean supports(MethodParameter parameter, Type targetType,
            Class<? extends HttpMessageConverter<?>> converter) {
        return request.getMethod().equals("PUT") || request.getMethod().equals("PATCH");
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type targetType,
            Class<? extends HttpMessageConverter<?>> converter) {
        var readOnly = known.computeIfAbsent(pattern(), this::readOnly);
        if (!readOnly.names.isEmpty()) {
            Restatement.expect(readOnly.request, readOnly.names);
        }
        return message;
    }

    @Override
    public Object afterBodyRead(Object body, HttpInputMessage message, MethodParameter parameter, Type targetType,
            Class<? extends HttpMessageConverter<?>> converter) {
        var restatement = Restatement.end();
        if (restatement != null) {
            if (body instanceof ObjectNode patch) {
                restatement.takeFrom(patch);
            }
            if (!restatement.stated().isEmpty()) {
                check(restatement.stated());
            }
        }
        return body;
    }

    /** Of the paths that can be read and replaced. */
    private ReadOnly readOnly(String pattern) {
        var reading = siblings.find("GET", pattern);
        var replacing = siblings.find("PUT", pattern);
        if (reading == null || replacing == null) {
            return new ReadOnly(Void.class, Set.of());
        }
        var written = siblings.body(replacing);
        var names = new LinkedHashSet<>(siblings.components(siblings.answer(reading)));
        names.removeAll(siblings.components(written));
        return new ReadOnly(written, names);
    }

    private void check(Map<String, JsonNode> stated) {
        var current = current();
        if (current instanceof Versioned versioned) {
            // Whoever read an older version is told so, and not of the fields in which it was another one.
            IfMatch.of(request, tags).check(() -> versioned);
        }
        JsonNode shown = json.valueToTree(current);
        var errors = new ArrayList<FieldError>();
        stated.forEach((name, value) -> {
            if (!isSame(value, shown.get(name))) {
                errors.add(new FieldError(name, "read-only", "this cannot be written; leave it out or as it is"));
            }
        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** Nothing where it is yet to be: what has a path of its own, and no id, can be made by PUT. */
    private Object current() {
        try {
            return siblings.read(pattern());
        } catch (ProblemException refusal) {
            if (refusal.type() != ProblemType.NOT_FOUND || pattern().contains("{")) {
                throw refusal;
            }
            return Map.of();
        }
    }

    private static boolean isSame(JsonNode stated, @Nullable JsonNode shown) {
        return shown == null || shown.isNull() ? stated.isNull() : shown.equals(ReadOnlyFields::compare, stated);
    }

    /** As much is as much, however it is read. */
    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    private String pattern() {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
}
