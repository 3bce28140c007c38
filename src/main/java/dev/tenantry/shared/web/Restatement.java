package dev.tenantry.shared.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the body of the current request says of fields that are shown of its resource and cannot be written.
 *
 * @param request the type that the body is read as
 * @param names   the fields
 * @param stated  what the body says of them
 */
record Restatement(Class<?> request, Set<String> names, Map<String, JsonNode> stated) {

    private static final String ATTRIBUTE = Restatement.class.getName();

    /** Begins to listen. */
    static void expect(Class<?> request, Set<String> names) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ATTRIBUTE, new Restatement(request, names, new LinkedHashMap<>()),
                        RequestAttributes.SCOPE_REQUEST);
    }

    /** Ends it. @return what was heard; null where nobody listened */
    static @Nullable Restatement end() {
        var attributes = RequestContextHolder.currentRequestAttributes();
        var restatement = current(attributes);
        attributes.removeAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return restatement;
    }

    /** Takes the fields out of a body that is read as a tree. */
    void takeFrom(ObjectNode body) {
        for (var name : names) {
            var value = body.remove(name);
            if (value != null) {
                stated.put(name, value);
            }
        }
    }

    private static @Nullable Restatement current(@Nullable RequestAttributes attributes) {
        return attributes == null
                ? null
                : (Restatement) attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    }

    /** Puts such a field aside where it would be refused as unknown. */
    static final class Collector extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
                ValueDeserializer<?> deserializer, Object beanOrClass, String name) {
            var restatement = current(RequestContextHolder.getRequestAttributes());
            var type = beanOrClass instanceof Class<?> given ? given : beanOrClass.getClass();
            if (restatement == null || restatement.request != type || !restatement.names.contains(name)) {
                return false;
            }
            restatement.stated.put(name, context.readTree(parser));
            return true;
        }
    }
}
