package dev.tenantry.integrations;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.notification.Mail;

/** What an integration can be asked to do; which providers do what is theirs to say. */
public sealed interface Operation {

    /** As logs call it: {@code send_text}. */
    String name();

    /**
     * Whether it is there and takes what it is given.
     *
     * @param recipient who is sent a message to prove it, where the provider sends some; absent: nobody is
     */
    record Test(@Nullable String recipient) implements Operation {

        @Override
        public String name() {
            return "test";
        }
    }

    /** How a text reaches a telephone. */
    enum Channel {
        SMS, WHATSAPP
    }

    /**
     * A text message.
     *
     * @param to a telephone number, {@code +4915112345678}
     */
    record SendText(Channel channel, String to, String text) implements Operation {

        @Override
        public String name() {
            return channel == Channel.SMS ? "send_sms" : "send_whatsapp";
        }
    }

    /** A mail. By providers whose configuration says as {@code from} whom it is from. */
    record SendMail(Mail mail) implements Operation {

        /** In the result: recipients whom a mail that is taken does not go to, each with a reason, and whether that is for good. */
        public static final String MISSED = "missed";

        @Override
        public String name() {
            return "send_email";
        }
    }

    /** A message to a channel of people, in the markup of Slack's. */
    record Post(String text) implements Operation {

        @Override
        public String name() {
            return "post";
        }
    }

    /**
     * A request in JSON.
     *
     * @param method  GET, POST, PUT, PATCH or DELETE
     * @param path    below the integration's URL; may be empty
     * @param body    absent: none
     * @param ifMatch the ETag of what is to be changed, where it is to be changed only while it is that; absent: whatever it is
     */
    record Request(
            String method,
            String path,
            @Nullable JsonNode body,
            @Nullable String ifMatch) implements Operation {

        public Request(String method, String path, @Nullable JsonNode body) {
            this(method, path, body, null);
        }

        @Override
        public String name() {
            return "request";
        }
    }

    /**
     * A text from a language model.
     *
     * @param instructions how it is to answer; absent: as it does
     * @param maxTokens    of the answer
     */
    record Complete(@Nullable String instructions, String prompt, int maxTokens) implements Operation {

        @Override
        public String name() {
            return "complete";
        }
    }
}
