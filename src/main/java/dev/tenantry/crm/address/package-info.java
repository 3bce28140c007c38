/** Where contacts and companies have their mail, their offices and their homes. */
@NullMarked
package dev.tenantry.crm.address;

import org.jspecify.annotations.NullMarked;
