package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

import dev.tenantry.shared.text.VisibleText;

/**
 * A date, a time, an id, a choice or an amount, of which a request's record says that it may be absent: blank text is none
 * there either, which is what an empty form field sends. Everything else goes on to where its type is read.
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
                ? null
                : reader.deserialize(parser, context);
    }

    /** Finds the components that it reads. */
    static final class Components extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;
        private static final Set<Class<?>> WRITTEN_AS_TEXT = Set.of(LocalDate.class, Instant.class, UUID.class,
                Long.class,
                BigDecimal.class);

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            var component = component(annotated);
            return component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && isWrittenAsText(component.getType()) ? new OptionalValue(null) : null;
        }

        /** Ids and decimal numbers too, which may be numbers as well. Plain text is read by {@link OptionalText}. */
        private static boolean isWrittenAsText(Class<?> type) {
            return type.isEnum() || WRITTEN_AS_TEXT.contains(type);
        }

        private static @Nullable RecordComponent component(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()
                    ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                    : null;
        }
    }
}
