package dev.tenantry.audit;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.SearchRequest;
import dev.tenantry.shared.problem.ProblemException;

/**
 * By what a request narrows what it is answered with, in its query and in the body of a search, without what could name somebody. Of a body it has what
 * {@link SearchRequest} is read from it.
 */
@RestControllerAdvice
class NarrowedBy extends RequestBodyAdviceAdapter {

    private static final String BODY = NarrowedBy.class.getName();
    /** What says how much of it there is, and in which order. */
    private static final Set<String> WHOLE = Set.of("limit", "after", "sort", "total", "columns");
    private static final String WITHHELD = "…";

    /** Null where by nothing. What is no filter is refused. */
    static @Nullable String of(HttpServletRequest asked) {
        var told = new ArrayList<String>();
        try {
            if (asked.getAttribute(BODY) instanceof SearchRequest search) {
                add(told, search.toListRequest().asked());
            }
            new TreeMap<>(asked.getParameterMap()).forEach((name, values) -> {
                for (var value : values) {
                    if (!WHOLE.contains(name) && !value.isBlank()) {
                        add(told,
                                name.equals("filter") ? Filter.of(value).outline() : name + "=" + outline(name, value));
                    }
                }
            });
        } catch (ProblemException _) {
            return null;
        }
        return told.isEmpty() ? null : String.join(",", told);
    }

    @Override
    public boolean supports(MethodParameter parameter, Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        return target == SearchRequest.class;
    }

    @Override
    public Object afterBodyRead(Object body, HttpInputMessage message, MethodParameter parameter, Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(BODY, body, RequestAttributes.SCOPE_REQUEST);
        }
        return body;
    }

    private static void add(List<String> told, @Nullable String part) {
        if (part != null) {
            told.add(part);
        }
    }

    /** Texts that are searched for name somebody, whatever they look like; which saved view it was does not. */
    private static String outline(String name, String value) {
        var isKept = !name.equals("q")
                && (Filter.KEPT.matcher(value).matches() || name.equals("view") && value.matches("\\d{1,19}"));
        return isKept ? value : WITHHELD;
    }
}
