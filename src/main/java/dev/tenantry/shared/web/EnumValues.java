package dev.tenantry.shared.web;

import java.util.Arrays;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Values of enums in queries as bodies have them: by what they are told as, and nothing that is merely like it. */
@SuppressWarnings("rawtypes")
final class EnumValues implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no value of " + type.getSimpleName()));
    }
}
