package dev.tenantry.automation.agent;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Agents that have, whenever they look, a language model write their summaries, which is told what they find. */
@Component
public class TellingAgents {

    private static final String TYPES = """
            select distinct type from automation_agents
            where organization_id = app.org_id() and configuration ->> 'summary' = 'ai'""";

    private final JdbcClient jdbc;

    TellingAgents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What it takes to read what the organization's have it told. */
    public Set<String> reading() {
        var reading = new TreeSet<String>();
        jdbc.sql(TYPES)
                .query(String.class)
                .list()
                .forEach(type -> reading.addAll(AgentType.valueOf(type.toUpperCase(Locale.ROOT)).reading()));
        return reading;
    }
}
