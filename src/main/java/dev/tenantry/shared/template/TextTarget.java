package dev.tenantry.shared.template;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.io.JsonStringEncoder;

/** What a text becomes a part of: values are written so that they stay values there. */
public enum TextTarget {

    /** Text that people or machines read as it is. */
    PLAIN {
        @Override
        public String escape(String value) {
            return value;
        }
    },
    /** A page: content of elements, and attributes in quotes. */
    HTML {
        @Override
        public String escape(String value) {
            return HtmlUtils.htmlEscape(value, StandardCharsets.UTF_8.name());
        }
    },
    /** A part of a URL in an attribute of a page. */
    HTML_URL {
        @Override
        public String escape(String value) {
            return HTML.escape(URL.escape(value));
        }
    },
    /** Whom a link of a page writes to or calls, behind {@code mailto:} or {@code tel:}. */
    HTML_RECIPIENT {
        @Override
        public String escape(String value) {
            return HTML.escape(URL.escape(value).replace("%40", "@").replace("%2B", "+"));
        }
    },
    /** Whom a mail is to, with a name before the address or without: values stand in the name as {@link #QUOTED}. */
    ADDRESS {
        @Override
        public String escape(String value) {
            return value;
        }
    },
    /** A text of a header within its quotes, as RFC 5322 has it. */
    QUOTED {
        @Override
        public String escape(String value) {
            return HEADER.escape(value).replace("\\", "\\\\").replace("\"", "\\\"");
        }
    },
    /** A text of JSON, in its quotes. */
    JSON {
        @Override
        public String escape(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
        }
    },
    /** The value of a header, or of the subject of a mail: it begins no other one. */
    HEADER {
        @Override
        public String escape(String value) {
            return value.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
        }
    },
    /** A message to a channel in Slack's markup, where what stands in angle brackets is a link, or calls people: {@code <!channel>}. */
    CHANNEL {
        @Override
        public String escape(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    /** A segment of a URL's path, or a value of its query. */
    URL {
        @Override
        public String escape(String value) {
            return UriUtils.encode(value, StandardCharsets.UTF_8);
        }
    };

    /** The value, or a whole text, as it stands there. */
    public abstract String escape(String value);
}
