package dev.cairn.app.adapter.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.DriveLabel;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfLabelSheetTest {
    @TempDir
    Path folder;

    @Test
    void everyLabelCanBeReadFromThePrintedPage() throws Exception {
        Path pdf = folder.resolve("sheets/labels.pdf");
        List<DriveLabel> labels = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> new DriveLabel(
                        String.format("harbour-%03d", i),
                        List.of("serial S" + i, "Küche 厨房 " + "w".repeat(80)),
                        "cairn:drive/" + i))
                .toList();
        new PdfLabelSheet(folder).write(pdf, labels);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("harbour-001", "harbour-030", "serial S30", "Küche ??");
            assertThat(codes(new PDFRenderer(document).renderImageWithDPI(1, 200), 6))
                    .containsExactly(
                            "cairn:drive/25",
                            "cairn:drive/26",
                            "cairn:drive/27",
                            "cairn:drive/28",
                            "cairn:drive/29",
                            "cairn:drive/30");
        }
    }

    @Test
    void aLongNameKeepsItsNumberInSmallerLetters() throws Exception {
        Path pdf = folder.resolve("labels.pdf");
        DriveLabel label = new DriveLabel(
                "harbour-kitchen-north-wing-017", List.of("site Ferry terminal, Aarhus Ø", "serial S1"), "c");
        new PdfLabelSheet(folder).write(pdf, List.of(label));
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("harbour-kitchen-north-wing-017", "site Ferry terminal, Aarhus Ø");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAClearProblem() throws Exception {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        assertThatThrownBy(() -> new PdfLabelSheet(folder).write(blocked.resolve("labels.pdf"), List.of()))
                .isInstanceOf(ProblemException.class);
    }

    /** Reads the code of each of the first labels, one after the other as a person with a scanner does. */
    private static List<String> codes(BufferedImage page, int labels) throws Exception {
        List<String> found = new ArrayList<>();
        int width = page.getWidth() / 3;
        int height = page.getHeight() / 8;
        for (int i = 0; i < labels; i++) {
            BufferedImage label = page.getSubimage(i % 3 * width, i / 3 * height, width, height);
            int[] pixels = label.getRGB(0, 0, width, height, null, 0, width);
            var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
            found.add(new QRCodeReader().decode(bitmap).getText());
        }
        return found;
    }
}
