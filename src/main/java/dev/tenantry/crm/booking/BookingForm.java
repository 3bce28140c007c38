package dev.tenantry.crm.booking;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;

/** What a form says, as texts. @param others what it says besides, by name; null where it says nothing */
record BookingForm(
        String startAt,
        String duration,
        String timeZone,
        String name,
        String email,
        String website,
        Function<String, String @Nullable []> others) {

    private static final String ANSWER = "answer-";

    /** As the request that states the same. @throws ProblemException 400 where an answer is there twice */
    ObjectNode toJson(BookingPage page) {
        var json = JsonNodeFactory.instance.objectNode();
        put(json, "startAt", startAt);
        if (duration.matches("\\d{1,6}")) {
            json.put("duration", Integer.parseInt(duration));
        } else {
            put(json, "duration", duration);
        }
        put(json, "timeZone", timeZone);
        put(json, "name", name);
        put(json, "email", email);
        put(json, "website", website);
        var answers = json.putArray("answers");
        for (var question : page.getQuestions()) {
            var given = answer(question);
            if (!given.isBlank()) {
                answers.addObject().put("name", question.name()).put("answer", given);
            }
        }
        return json;
    }

    /** Empty where there is none. @throws ProblemException 400 where there are several */
    String answer(Question question) {
        var given = others.apply(ANSWER + question.name());
        if (given == null || given.length == 0) {
            return "";
        }
        if (given.length > 1) {
            throw ProblemException.malformed(ANSWER + question.name(), "it may be given once");
        }
        return given[0];
    }

    /** A form states what nobody has written in it as empty. */
    private static void put(ObjectNode json, String property, String text) {
        if (!text.isBlank()) {
            json.put(property, text.strip());
        }
    }
}
