package dev.tenantry.automation.step;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.LanguageTags;
import dev.tenantry.shared.text.Texts;

/** As whom a step's texts are read: how amounts, numbers and days are written there, and by whose clock times are. */
final class ReaderPlace {

    static final String SCHEMA = """
            "locale": { "type": "string", "minLength": 1, "maxLength": 200,
                "description": "how amounts, numbers and days of the mail are written, a BCP 47 language tag such as de-AT, or the placeholder of one; absent, or empty \
            once it is filled in: as the organization's settings say. What is none fails the step" },
            "zone": { "type": "string", "minLength": 1, "maxLength": 200,
                "description": "by whose clock times of the mail are, such as Europe/Vienna, or the placeholder of that, {{contact.zone}}; absent, or empty once it is \
            filled in: the organization's. What is no zone fails the step" }""";

    private static final String LOCALE = "locale";
    private static final String ZONE = "zone";
    private static final int LONGEST_SHOWN = 60;

    private ReaderPlace() {}

    static void check(JsonNode config, Faults faults) {
        var locale = config.path(LOCALE);
        if (isKnown(locale) && LanguageTags.known(locale.asString()) == null) {
            faults.at(LOCALE).add("unknown", "this is no language tag such as de-AT");
        }
        var zone = config.path(ZONE);
        if (isKnown(zone) && Schedule.zoneOrNull(zone.asString()) == null) {
            faults.at(ZONE).add("unknown", "there is no such zone, but such as Europe/Vienna");
        }
    }

    private static boolean isKnown(JsonNode stated) {
        return stated.isString() && !Template.isOpen(stated);
    }

    /** The run whose texts are written for that reader. @throws ProblemException where it is filled in with what is none */
    static StepRun of(StepRun run) {
        var stated = Outcome.object();
        for (var name : Set.of(LOCALE, ZONE)) {
            if (run.step().config().has(name)) {
                stated.set(name, run.step().config().path(name));
            }
        }
        var filled = run.filled(stated);
        var locale = filled.path(LOCALE).asString("").strip();
        var zone = filled.path(ZONE).asString("").strip();
        return run.written(run.formatter()
                .as(locale.isEmpty() ? null : demanded(LOCALE, locale, LanguageTags.known(locale)),
                        zone.isEmpty() ? null : demanded(ZONE, zone, Schedule.zoneOrNull(zone))));
    }

    private static <T> T demanded(String name, String text, @Nullable T known) {
        if (known == null) {
            throw ProblemException.invalid(name, "unknown",
                    "'" + Texts.shown(text, LONGEST_SHOWN) + "' is no " + name);
        }
        return known;
    }
}
