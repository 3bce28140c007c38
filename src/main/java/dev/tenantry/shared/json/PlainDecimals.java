package dev.tenantry.shared.json;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Decimals that are texts in JSON are written as people write them, {@code 100} and never {@code 1E+2}. */
@JacksonComponent
final class PlainDecimals extends StdSerializer<BigDecimal> {

    private final boolean isText;

    PlainDecimals() {
        this(false);
    }

    private PlainDecimals(boolean isText) {
        super(BigDecimal.class);
        this.isText = isText;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        var format = findFormatOverrides(context, property, BigDecimal.class);
        return format.getShape() == JsonFormat.Shape.STRING ? new PlainDecimals(true) : this;
    }

    /** What is bounded before, for it is written out. */
    @Override
    public void serialize(BigDecimal value, JsonGenerator generator, SerializationContext context) {
        if (isText) {
            generator.writeString(value.toPlainString());
        } else {
            generator.writeNumber(value);
        }
    }
}
