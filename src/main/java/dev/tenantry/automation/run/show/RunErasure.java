package dev.tenantry.automation.run.show;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/**
 * Runs that have met the record stay, without what they were told of it and made of it. They come first: whoever dispatches events locks runs
 * before what others are told.
 */
@Component
@Order(0)
class RunErasure implements Erasure {

    private final JdbcClient jdbc;

    RunErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql("select app.forget_runs(app.org_id(), ?, string_to_array(?, ','))")
                .params(type, ids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .query((_, _) -> true)
                .list();
    }
}
