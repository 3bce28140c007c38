package dev.tenantry.shared.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Sets parameters, arrays included. */
final class JournalParameters {

    private JournalParameters() {}

    static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.VARCHAR);
            case Instant instant -> statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Instant[] instants -> statement.setArray(index,
                    statement.getConnection()
                            .createArrayOf("timestamptz", Arrays.stream(instants).map(String::valueOf).toArray()));
            case String[] texts -> statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            case Long[] numbers -> statement.setArray(index, statement.getConnection().createArrayOf("int8", numbers));
            case Integer[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("int4", numbers));
            case Boolean[] answers ->
                statement.setArray(index, statement.getConnection().createArrayOf("bool", answers));
            default -> statement.setObject(index, value);
        }
    }
}
