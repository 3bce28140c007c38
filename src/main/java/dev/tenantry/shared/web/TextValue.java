package dev.tenantry.shared.web;

import java.time.DateTimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A value that JSON has as one text or number, of one form: every other token and form is refused. */
final class TextValue<T> extends StdScalarDeserializer<T> {

    private final Set<JsonToken> tokens;
    private final Function<String, T> parse;

    /** @param parse throws a RuntimeException where the text is none */
    TextValue(Class<T> type, Function<String, T> parse, JsonToken first, JsonToken... further) {
        super(type);
        this.tokens = EnumSet.of(first, further);
        this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (!tokens.contains(parser.currentToken())) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        try {
            return parse.apply(parser.getString());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
            throw context.weirdStringException("", handledType(), "not of the form");
        }
    }
}
