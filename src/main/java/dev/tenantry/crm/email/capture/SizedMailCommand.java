package dev.tenantry.crm.email.capture;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandException;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;

/** MAIL, whose SIZE (RFC 1870) may have 20 digits: the library reads those of an int, and ends the session over others. */
final class SizedMailCommand implements Command {

    private static final Pattern SIZE = Pattern.compile(" size=0*+(\\d{10,})");

    private final Command mail;

    SizedMailCommand(Command mail) {
        this.mail = mail;
    }

    @Override
    public void execute(String command, Session session) throws IOException, DropConnectionException {
        if (!session.isMailTransactionInProgress()
                && SIZE.matcher(command.toLowerCase(Locale.ROOT)).find()) {
            session.sendResponse("552 5.3.4 Message size exceeds fixed limit");
        } else {
            mail.execute(command, session);
        }
    }

    @Override
    public HelpMessage getHelp() throws CommandException {
        return mail.getHelp();
    }

    @Override
    public String getName() {
        return mail.getName();
    }
}
