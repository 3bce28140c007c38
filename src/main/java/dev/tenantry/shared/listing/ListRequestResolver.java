package dev.tenantry.shared.listing;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import dev.tenantry.shared.problem.ProblemException;

/** Reads a {@link ListRequest} from the query string, or what of it an endpoint takes. */
@Component
class ListRequestResolver implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(ListRequest.class, PageRequest.class, Selection.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var list = list(request);
        if (parameter.getParameterType() == PageRequest.class) {
            return new PageRequest(list.limit(), list.after(), list.total(), list.link());
        }
        return parameter.getParameterType() == Selection.class ? new Selection(list.filter(), list.q()) : list;
    }

    private static ListRequest list(NativeWebRequest request) {
        var filter = request.getParameter("filter");
        return new ListRequest(limit(request.getParameter("limit")), blankToNull(request.getParameter("after")),
                request.getParameter("sort"),
                filter == null || filter.isBlank() ? null : FilterParser.parse(filter),
                blankToNull(request.getParameter("q")),
                total(request.getParameter("total")), link(request.getNativeRequest(HttpServletRequest.class)));
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return ListRequest.DEFAULT_LIMIT;
        }
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= ListRequest.MAX_LIMIT) {
            return Integer.parseInt(text);
        }
        throw ProblemException.malformed("limit", "it must be a number from 1 to " + ListRequest.MAX_LIMIT);
    }

    private static boolean total(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.malformed("total", "it must be true or false");
        };
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String link(@Nullable HttpServletRequest request) {
        if (request == null) {
            return null;
        }
        return request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + request.getQueryString();
    }
}
