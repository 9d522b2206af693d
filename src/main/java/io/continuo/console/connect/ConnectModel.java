package io.continuo.console.connect;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is typed to reach a server, and the servers reached before. */
final class ConnectModel {
    private static final int PROFILES_KEPT = 8;

    /** Eight groups of four with the space behind each. */
    private static final int LINE = 40;

    private final Preferences preferences;
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty tokenFile = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");

    ConnectModel(Preferences preferences) {
        this.preferences = preferences;
        address.subscribe((before, after) -> shown.set(""));
    }

    StringProperty address() {
        return address;
    }

    StringProperty tokenFile() {
        return tokenFile;
    }

    /** The fingerprint the server at this address showed; empty until asked, and after a change. */
    ReadOnlyStringProperty shownFingerprint() {
        return shown.getReadOnlyProperty();
    }

    void show(String fingerprint) {
        shown.set(fingerprint);
    }

    /** The address as a URL; a bare host or host:port is taken as https. */
    Optional<URI> url() {
        String text = address.get().strip();
        if (text.isEmpty() || text.contains(" ")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            boolean usable = "https".equals(uri.getScheme()) && uri.getHost() != null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The token in the file that was named. */
    String readToken() {
        String name = tokenFile.get().strip();
        try {
            String token = Files.readString(Path.of(name)).strip();
            if (!token.isEmpty()) {
                return token;
            }
            throw noToken(name, "The file is empty.");
        } catch (IOException | InvalidPathException e) {
            throw noToken(name, "It cannot be read: " + e.getMessage());
        }
    }

    private static RuntimeException noToken(String name, String cause) {
        return Problem.of(
                        ErrorCode.UNAUTHORIZED,
                        "There is no token in " + name + ".",
                        cause,
                        "Give the token file that the server named when it started.",
                        name)
                .toException();
    }

    List<Settings.Profile> profiles() {
        return preferences.settings().get().profiles();
    }

    /** Remembers a server that was reached, newest first; never its token. */
    void remember(Settings.Profile profile) {
        preferences.change(settings -> {
            List<Settings.Profile> kept = new ArrayList<>();
            kept.add(profile);
            settings.profiles().stream()
                    .filter(each -> !each.url().equals(profile.url()))
                    .limit(PROFILES_KEPT - 1)
                    .forEach(kept::add);
            return settings.withProfiles(kept);
        });
    }

    void forget(Settings.Profile profile) {
        preferences.change(settings ->
                settings.withProfiles(
                        settings.profiles().stream()
                                .filter(each -> !each.equals(profile))
                                .toList()));
    }

    /** Two lines of groups of four, as a person compares it. */
    static String grouped(String fingerprint) {
        String digits = fingerprint.replace(":", "");
        String groups = String.join(" ", digits.split("(?<=\\G.{4})"));
        return groups.length() < LINE
                ? groups
                : groups.substring(0, LINE - 1) + "\n" + groups.substring(LINE);
    }
}
