package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;

/** Makes problems of what Tomcat refuses before any filter sees it: a request line or a header that is none. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TomcatErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger(TomcatErrors.class);

    private final ProblemWriter problems;

    TomcatErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // The innermost valve reports first; Tomcat adds its own where it finds none of the named class.
                host.setErrorReportValveClass(ProblemValve.class.getName());
                host.getPipeline().addValve(new ProblemValve(problems));
            }
        });
    }

    static final class ProblemValve extends ErrorReportValve {

        private static final int URI_TOO_LONG = 414;
        private static final int HEADERS_TOO_LARGE = 431;
        private static final String TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
                .getString("iib.requestheadertoolarge.error");

        private final ProblemWriter problems;

        ProblemValve(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var connected = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, connected);
            if (connected.get()) {
                if (isTooLarge(failure)) {
                    response.setStatus(request.getRequestURI() == null ? URI_TOO_LONG : HEADERS_TOO_LARGE);
                }
                write(request, response);
            }
        }

        /** The container knows no other kind for it than what cannot be read. */
        private static boolean isTooLarge(@Nullable Throwable failure) {
            return failure != null && TOO_LARGE.equals(failure.getMessage());
        }

        private void write(Request request, Response response) {
            var allow = response.getHeader("Allow");
            var requestId = response.getHeader(RequestFilter.HEADER);
            if (requestId == null) {
                requestId = Ids.next().toString();
                response.setHeader(RequestFilter.HEADER, requestId);
            }
            SecurityHeaders.set(request, response);
            var path = request.getRequestURI();
            try {
                problems.write(request, response,
                        ContainerProblems.of(response.getStatus(), allow == null ? "" : allow),
                        path == null || path.isEmpty() ? "/" : path, requestId);
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                // The client has left, or has its answer.
                LOG.debug("an error could not be reported", gone);
            }
        }
    }
}
