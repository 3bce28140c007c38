package dev.tenantry.shared.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.time.Rfc3339;

/**
 * Makes requests of JSON, without a guess: what is of another type than documented is refused and never made fit. Ids may be
 * numbers or their digits as text, which is how answers tell them; decimal numbers likewise. Dates and times are text,
 * {@link Rfc3339}. Blank text is nothing where there may be nothing ({@link OptionalText}, {@link OptionalValue}).
 */
@Component
final class RequestMapper {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL = Pattern
            .compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JsonMapper json;

    RequestMapper(JsonMapper json) {
        this.json = json.rebuild()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(config -> config
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .addModule(scalars())
                .build();
    }

    JsonMapper json() {
        return json;
    }

    private static SimpleModule scalars() {
        return new Scalars()
                .addDeserializer(String.class, new OptionalText<>(String.class, text -> text))
                .addDeserializer(Secret.class, new OptionalText<>(Secret.class, Secret::new))
                .addDeserializer(Long.class, new TextValue<>(Long.class, matching(WHOLE, Long::valueOf),
                        JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_STRING))
                .addDeserializer(Integer.class,
                        new TextValue<>(Integer.class, Integer::valueOf, JsonToken.VALUE_NUMBER_INT))
                .addDeserializer(BigDecimal.class, new TextValue<>(BigDecimal.class, matching(DECIMAL, BigDecimal::new),
                        JsonToken.VALUE_STRING, JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT))
                .addDeserializer(UUID.class, new TextValue<>(UUID.class, matching(IDENTIFIER, UUID::fromString),
                        JsonToken.VALUE_STRING))
                .addDeserializer(LocalDate.class,
                        new TextValue<>(LocalDate.class, Rfc3339::date, JsonToken.VALUE_STRING))
                .addDeserializer(Duration.class,
                        new TextValue<>(Duration.class, Duration::parse, JsonToken.VALUE_STRING))
                .addDeserializer(Instant.class, new TextValue<>(Instant.class, Rfc3339::time, JsonToken.VALUE_STRING));
    }

    private static final class Scalars extends SimpleModule {

        private static final long serialVersionUID = 1L;

        Scalars() {
            super("request-scalars");
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new OptionalValue.Components());
        }
    }

    private static <T> Function<String, T> matching(Pattern form, Function<String, T> parse) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("not of the form");
            }
            return parse.apply(text);
        };
    }
}
