/**
 * The e-mails that workflows send: handed to a server, or only recorded, and the record that people read of either.
 */
@NullMarked
package dev.tenantry.automation.mail;

import org.jspecify.annotations.NullMarked;
