package dev.tenantry.operations.documentation;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record's component as a property in JSON.
 *
 * @param isStated whether a request says it
 */
record Property(Class<?> owner, RecordComponent component, boolean isStated) {

    static final String WHOLE_NUMBER = "^-?[0-9]+$";

    /** It is named for what it is. */
    static boolean isStatedBy(Class<?> owner) {
        return owner.getName().contains("Request");
    }

    /** An answer writes such a value in one way, a request in several: an amount of money as text or as a number. */
    static boolean isStatedOtherwise(Class<?> value) {
        return value.isRecord() && !isStatedBy(value)
                && Arrays.stream(value.getRecordComponents())
                        .anyMatch(part -> part.getType() == BigDecimal.class
                                && part.getAccessor().isAnnotationPresent(JsonFormat.class));
    }

    String name() {
        var given = annotation(JsonProperty.class);
        if (given != null && !given.value().isEmpty()) {
            return given.value();
        }
        var naming = owner.getAnnotation(JsonNaming.class);
        return naming != null && naming.value() == PropertyNamingStrategies.SnakeCaseStrategy.class
                ? component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT)
                : component.getName();
    }

    boolean isAlwaysThere() {
        return (!isNullable() || isShownAsNull()) && !isLeftOutWhenEmpty();
    }

    /** An answer leaves out what is null, where nothing else is said; a request may say it. */
    boolean mayBeNull() {
        return isNullable() && (isStated || isShownAsNull());
    }

    private boolean isShownAsNull() {
        return inclusion() == JsonInclude.Include.ALWAYS;
    }

    private boolean isNullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private boolean isLeftOutWhenEmpty() {
        return inclusion() == JsonInclude.Include.NON_EMPTY
                && !component.getType().isPrimitive() && component.getType() != String.class;
    }

    private JsonInclude.@Nullable Include inclusion() {
        var own = annotation(JsonInclude.class);
        var inclusion = own == null ? owner.getAnnotation(JsonInclude.class) : own;
        return inclusion == null ? null : inclusion.value();
    }

    void constrain(Schema<?> schema) {
        var format = annotation(JsonFormat.class);
        if (format != null && format.shape() == JsonFormat.Shape.STRING && isNumber(schema)) {
            asText(schema);
        }
        if (component.getType() == Long.class && isStated) {
            // An id is shown as text; a request may say it as text or as a number.
            schema.setTypes(new LinkedHashSet<>(List.of("string", "integer")));
            schema.setFormat(null);
            schema.setPattern(WHOLE_NUMBER);
        }
        if (annotation(NotBlank.class) != null) {
            schema.setMinLength(1);
        }
        if (annotation(Email.class) != null) {
            schema.setFormat("idn-email");
        }
        if (annotation(Pattern.class) instanceof Pattern pattern) {
            schema.setPattern(pattern.regexp());
        }
        sizes(schema);
        bounds(schema);
    }

    private static boolean isNumber(Schema<?> schema) {
        return schema.getTypes() != null
                && (schema.getTypes().contains("integer") || schema.getTypes().contains("number"));
    }

    private void asText(Schema<?> schema) {
        var isWhole = schema.getTypes().contains("integer");
        // An amount is shown as text, too, and may be said as a number.
        schema.setTypes(new LinkedHashSet<>(isStated && !isWhole ? List.of("string", "number") : List.of("string")));
        schema.setFormat(isWhole ? null : "decimal");
        if (isWhole) {
            schema.setPattern(WHOLE_NUMBER);
        }
    }

    private void sizes(Schema<?> schema) {
        if (Map.class.isAssignableFrom(component.getType())) {
            entries(schema);
            return;
        }
        var isArray = schema.getItems() != null;
        if (annotation(NotEmpty.class) != null) {
            if (isArray) {
                schema.setMinItems(1);
            } else {
                schema.setMinLength(1);
            }
        }
        if (annotation(Size.class) instanceof Size size) {
            var most = size.max() == Integer.MAX_VALUE ? null : Integer.valueOf(size.max());
            if (isArray) {
                schema.setMaxItems(most);
            } else {
                schema.setMaxLength(most);
            }
            if (size.min() > 0 && isArray) {
                schema.setMinItems(size.min());
            } else if (size.min() > 0) {
                schema.setMinLength(size.min());
            }
        }
    }

    private void entries(Schema<?> schema) {
        if (annotation(Size.class) instanceof Size size && size.max() < Integer.MAX_VALUE) {
            schema.setMaxProperties(size.max());
        }
    }

    private void bounds(Schema<?> schema) {
        if (annotation(Min.class) instanceof Min min) {
            schema.setMinimum(BigDecimal.valueOf(min.value()));
        }
        if (annotation(Max.class) instanceof Max max) {
            schema.setMaximum(BigDecimal.valueOf(max.value()));
        }
        if (annotation(DecimalMin.class) instanceof DecimalMin min) {
            schema.setMinimum(new BigDecimal(min.value()));
        }
        if (annotation(DecimalMax.class) instanceof DecimalMax max) {
            schema.setMaximum(new BigDecimal(max.value()));
        }
        if (annotation(PositiveOrZero.class) != null) {
            schema.setMinimum(BigDecimal.ZERO);
        }
        if (annotation(Positive.class) != null) {
            schema.setExclusiveMinimumValue(BigDecimal.ZERO);
        }
    }

    private <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return component.getAccessor().getAnnotation(type);
    }
}
