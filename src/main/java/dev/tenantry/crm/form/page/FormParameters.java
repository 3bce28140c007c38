package dev.tenantry.crm.form.page;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.form.FormField;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.submission.Answers;
import dev.tenantry.crm.form.submission.Sent;

/** Reads what a page is asked for with, and what it sends: fields by their names, and ours, which begin with an underscore as no field does. */
final class FormParameters {

    private static final List<String> CAMPAIGN = List.of("utm_source", "utm_medium", "utm_campaign", "utm_term",
            "utm_content");
    private static final List<String> PLACES = List.of("referrer", "page");
    private static final String OURS = "_";
    private static final int LONGEST_CAMPAIGN = 200;
    private static final int LONGEST_PLACE = 2_000;
    private static final int MOST_VALUES = 100;

    private FormParameters() {}

    /** What fields are filled in with to begin with: those that the form has, and nothing else. */
    static Typed prefill(PublishedForm form, HttpServletRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var field : form.fields()) {
            var stated = request.getParameterValues(field.name());
            if (stated != null) {
                values.put(field.name(), shown(field, stated));
            }
        }
        var origin = new LinkedHashMap<String, String>();
        CAMPAIGN.forEach(name -> note(origin, name, request.getParameter(name), LONGEST_CAMPAIGN));
        PLACES.forEach(name -> note(origin, name, request.getParameter(OURS + name), LONGEST_PLACE));
        if (!origin.containsKey("referrer")) {
            note(origin, "referrer", request.getHeader("Referer"), LONGEST_PLACE);
        }
        return new Typed(values, Set.of(), origin, isFramed(request), List.of());
    }

    static Typed typed(HttpServletRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        var consents = new HashSet<Integer>();
        request.getParameterMap().forEach((name, stated) -> {
            if (name.matches(Answers.CONSENT + "[0-9]")) {
                consents.add(name.charAt(name.length() - 1) - '0');
            } else if (!name.startsWith(OURS)) {
                values.put(name, Arrays.stream(stated).limit(MOST_VALUES + 1L).toList());
            }
        });
        var origin = new LinkedHashMap<String, String>();
        CAMPAIGN.forEach(name -> note(origin, name, request.getParameter(OURS + name), LONGEST_CAMPAIGN));
        PLACES.forEach(name -> note(origin, name, request.getParameter(OURS + name), LONGEST_PLACE));
        return new Typed(values, consents, origin, isFramed(request), List.of());
    }

    static Sent sent(Typed typed, HttpServletRequest request) {
        return new Sent(typed.values(), typed.consents(), typed.origin(), text(request, "_homepage"),
                text(request, "_proof"), true);
    }

    static String pageToken(HttpServletRequest request) {
        return text(request, "_token");
    }

    /** What is said of where a visitor came from, and how much of it is kept. */
    static Map<String, Integer> origins() {
        var origins = new LinkedHashMap<String, Integer>();
        CAMPAIGN.forEach(name -> origins.put(name, LONGEST_CAMPAIGN));
        PLACES.forEach(name -> origins.put(name, LONGEST_PLACE));
        return origins;
    }

    /** Of origins that a program states. */
    static Map<String, String> known(Map<String, String> stated) {
        var origin = new LinkedHashMap<String, String>();
        CAMPAIGN.forEach(name -> note(origin, name, stated.get(name), LONGEST_CAMPAIGN));
        PLACES.forEach(name -> note(origin, name, stated.get(name), LONGEST_PLACE));
        return origin;
    }

    private static boolean isFramed(HttpServletRequest request) {
        return request.getParameter("_embed") != null;
    }

    /** No visitor writes it, and it decides nothing: what is too long is left out. */
    private static void note(Map<String, String> origin, String name, @Nullable String value, int most) {
        if (value != null && !value.isBlank() && value.length() <= most) {
            origin.put(name, value.strip());
        }
    }

    private static List<String> shown(FormField field, String[] stated) {
        return Arrays.stream(stated)
                .filter(value -> !field.kind().isChoice() || field.options().containsKey(value))
                .filter(value -> value.length() <= field.most() || field.kind().isChoice())
                .limit(MOST_VALUES)
                .toList();
    }

    private static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
