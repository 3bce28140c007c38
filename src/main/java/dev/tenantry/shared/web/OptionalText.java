package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.function.Function;

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
 *
 * @param <T> what has the text
 */
final class OptionalText<T> extends StdScalarDeserializer<T> {

    private enum Absent {
        NEVER, WHERE_EMPTY, WHERE_BLANK
    }

    private final Class<T> type;
    private final Function<String, T> maker;
    private final Absent absent;

    OptionalText(Class<T> type, Function<String, T> maker) {
        this(type, maker, Absent.NEVER);
    }

    private OptionalText(Class<T> type, Function<String, T> maker, Absent absent) {
        super(type);
        this.type = type;
        this.maker = maker;
        this.absent = absent;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var component = component(property);
        if (component == null || component.getType() != type
                || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return this;
        }
        return new OptionalText<>(type, maker,
                component.isAnnotationPresent(Verbatim.class) ? Absent.WHERE_EMPTY : Absent.WHERE_BLANK);
    }

    private static @Nullable RecordComponent component(@Nullable BeanProperty property) {
        return property != null && property.getMember() instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()
                        ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                        : null;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(parser, context);
        var isAbsent = switch (absent) {
            case NEVER -> false;
            case WHERE_EMPTY -> text.isEmpty();
            case WHERE_BLANK -> VisibleText.isBlank(text);
        };
        return isAbsent ? null : maker.apply(text);
    }
}
