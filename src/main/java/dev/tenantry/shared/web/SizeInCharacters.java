package dev.tenantry.shared.web;

import java.util.Collection;
import java.util.Map;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/** The length of text is counted in characters, as JSON Schema and the database do, and not in halves of them. */
class SizeInCharacters implements ConstraintValidator<Size, Object> {

    private int min;
    private int max;

    @Override
    public void initialize(Size size) {
        min = size.min();
        max = size.max();
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        var size = size(value);
        return size >= min && size <= max;
    }

    private static int size(Object value) {
        return switch (value) {
            case CharSequence text -> Character.codePointCount(text, 0, text.length());
            case Secret secret -> size(secret.value());
            case Collection<?> elements -> elements.size();
            case Map<?, ?> members -> members.size();
            case Object[] elements -> elements.length;
            default -> throw new IllegalArgumentException(value.getClass() + " has no size");
        };
    }
}
