package dev.tenantry.operations.documentation;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue as people read it. */
final class ProblemPage {

    private ProblemPage() {}

    static HtmlPage index(List<ProblemResponse> problems) {
        var rows = problems.stream()
                .map(problem -> "<tr><td>%s</td><td><a href=\"%s\"><code>%s</code></a></td><td>%s</td></tr>".formatted(
                        problem.status(), HtmlPage.escape(problem.type()), HtmlPage.escape(problem.code()),
                        HtmlPage.escape(problem.title())))
                .collect(Collectors.joining("\n"));
        return new HtmlPage("Problems", """
                <p>Every error is an <code>application/problem+json</code> (RFC 9457) of one of these types. Its
                <code>code</code> is for programs, its <code>detail</code> and <code>errors</code> are for people, and its
                <code>correlationId</code>, which is also the header <code>X-Request-Id</code>, finds the log line.</p>
                <table><thead><tr><th>Status</th><th>Code</th><th>Title</th></tr></thead><tbody>
                %s
                </tbody></table>""".formatted(rows));
    }

    static HtmlPage of(ProblemResponse problem) {
        return new HtmlPage(problem.title(), """
                <p>%s</p>
                <table><tbody>
                <tr><th>Status</th><td>%s</td></tr>
                <tr><th>Code</th><td><code>%s</code></td></tr>
                <tr><th>Type</th><td><code>%s</code></td></tr>
                </tbody></table>
                <p><a href="/problems">All problems</a> · <a href="/docs">API</a></p>""".formatted(
                HtmlPage.escape(problem.explanation()), problem.status(), HtmlPage.escape(problem.code()),
                HtmlPage.escape(problem.type())));
    }
}
