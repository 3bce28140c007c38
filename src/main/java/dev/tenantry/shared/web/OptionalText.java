package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.AnnotatedParameter;

import dev.tenantry.shared.text.VisibleText;

/**
 * Text of which a request's record says that it may be absent: blank text is none, so that an empty form field leaves no
 * value behind that is unique, or that is shown as if it were one. All other text stays as it was sent.
 */
final class OptionalText extends StdScalarDeserializer<String> {

    private enum Absent {
        NEVER, WHERE_EMPTY, WHERE_BLANK
    }

    private final Absent absent;

    OptionalText() {
        this(Absent.NEVER);
    }

    private OptionalText(Absent absent) {
        super(String.class);
        this.absent = absent;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var component = component(property);
        if (component == null || component.getType() != String.class
                || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return this;
        }
        return new OptionalText(component.isAnnotationPresent(Verbatim.class)
                ? Absent.WHERE_EMPTY
                : Absent.WHERE_BLANK);
    }

    private static @Nullable RecordComponent component(@Nullable BeanProperty property) {
        return property != null && property.getMember() instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()
                        ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                        : null;
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(parser, context);
        return switch (absent) {
            case NEVER -> text;
            case WHERE_EMPTY -> text.isEmpty() ? null : text;
            case WHERE_BLANK -> VisibleText.isBlank(text) ? null : text;
        };
    }
}
