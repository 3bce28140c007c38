package dev.tenantry.shared.idempotency;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Whoever repeats a request whose answer showed the record is told that it was carried out, and not what it answered. */
@Component
class AnswerErasure implements Erasure {

    private final JdbcClient jdbc;

    AnswerErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql("select app.forget_answers(app.org_id(), ?, ?, string_to_array(?, ','))")
                .param(type)
                .param(collection(type))
                .param(ids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .query((_, _) -> true)
                .list();
    }

    /** Where records of the kind are: {@code /api/v1/companies} for a company. */
    private static String collection(String type) {
        return type.endsWith("y") ? type.substring(0, type.length() - 1) + "ies" : type + "s";
    }
}
