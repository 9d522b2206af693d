package io.continuo.console.protect;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The one scenario there is, and what it covers. */
final class ScenarioPage {
    private final Ui ui;
    private final Node node;

    ScenarioPage(Ui ui) {
        this.ui = ui;
        var chosen = new HBox(16, Icon.large(MaterialDesignS.SERVER_NETWORK), words());
        chosen.setAlignment(Pos.TOP_LEFT);
        Styles.add(chosen, "pick", "chosen");
        var covers =
                Card.titled(
                        ui.text("protect.scenario.covers"),
                        line(MaterialDesignH.HARDDISK, "protect.scenario.covers.disks"),
                        line(MaterialDesignC.CONNECTION, "protect.scenario.covers.attach"),
                        line(MaterialDesignT.TRAY_ARROW_UP, "protect.scenario.covers.copy"),
                        line(MaterialDesignF.FLASK_OUTLINE, "protect.scenario.covers.recover"));
        node = Styles.add(new VBox(16, chosen, covers), "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    private VBox words() {
        var words =
                new VBox(
                        4,
                        Texts.subtitle(ui.text("protect.scenario.kvm")),
                        Texts.wrapped(Texts.body(ui.text("protect.scenario.kvm.what"))));
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }

    private HBox line(Ikon ikon, String key) {
        var sentence = new Sentence(ui.messages().rich(key), Styles.BODY);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        return Styles.add(new HBox(Icon.inList(ikon), sentence), "fact-row");
    }
}
