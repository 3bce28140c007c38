package dev.tenantry.shared.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** What inspections tell, which look at one moment by the same settings. */
public final class Report {

    /** So many findings of one kind are looked for at most. */
    public static final int MOST = 500;

    private final JsonNode settings;
    private final Instant now;
    private final ZoneId zone;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param settings numbers by their names @param zone whose days count */
    public Report(JsonNode settings, Instant now, ZoneId zone) {
        this.settings = settings;
        this.now = now;
        this.zone = zone;
    }

    public Instant now() {
        return now;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /** @throws IllegalArgumentException where agents of the type are told nothing of the name */
    public int setting(String name) {
        if (!settings.path(name).isNumber()) {
            throw new IllegalArgumentException("agents of the type are told no " + name);
        }
        return settings.path(name).asInt();
    }

    /** @param value a number, a text, or a map of such */
    public void figure(String name, Object value) {
        figures.put(name, value);
    }

    public void find(Finding finding) {
        findings.add(finding);
    }

    public Map<String, Object> figures() {
        return figures;
    }

    public List<Finding> findings() {
        return findings;
    }
}
