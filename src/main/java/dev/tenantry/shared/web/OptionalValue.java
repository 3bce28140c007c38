package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.text.VisibleText;

/**
 * A value other than text, of which a request's record says that it may be absent: a date, an id, a choice, a number, an
 * amount with its currency. Blank text is none there either, which is what an empty form field sends. Everything else goes on to
 * where its type is read; so does a truth value, of which no form makes blank text.
 *
 * <p>Of an {@code Optional} an empty one is what was stated to be none, and null what was not stated at all.
 */
final class OptionalValue extends StdDeserializer<Object> {

    private final @Nullable ValueDeserializer<Object> reader;

    private OptionalValue(@Nullable ValueDeserializer<Object> reader) {
        super(Object.class);
        this.reader = reader;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new OptionalValue(context.findContextualValueDeserializer(property.getType(), property));
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (reader == null) {
            throw new IllegalStateException("a reader belongs to a property");
        }
        return parser.hasToken(JsonToken.VALUE_STRING) && VisibleText.isBlank(parser.getString())
                ? reader.getNullValue(context)
                : reader.deserialize(parser, context);
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return reader == null ? null : reader.getNullValue(context);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    /** Finds the components that it reads. */
    static final class Components extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;
        private static final List<Class<?>> PARTS = List.of(Collection.class, Map.class, JsonNode.class);

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            var component = component(annotated);
            return component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && isValue(component.getType()) ? new OptionalValue(null) : null;
        }

        /** What one field of a form can be. Plain text is read by {@link OptionalText}; what has parts is none's. */
        private static boolean isValue(Class<?> type) {
            return type == Money.class
                    || type != String.class && type != Boolean.class && type != Object.class && !type.isPrimitive()
                            && !type.isRecord() && PARTS.stream().noneMatch(parts -> parts.isAssignableFrom(type));
        }

        private static @Nullable RecordComponent component(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner() instanceof AnnotatedConstructor && parameter.getDeclaringClass().isRecord()
                            ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                            : null;
        }
    }
}
