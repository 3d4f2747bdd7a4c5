from tests.ui.test_opening import *
def test_c(window, desk, people, look_at, qtbot):
    look_at("light",2.0)
    window.resize(1024,521); 
    window.begin(desk,None); window.go(Where("opening",person=people["Gwen"]))
    from PySide6.QtWidgets import QApplication
    for _ in range(3): QApplication.processEvents()
    p=window.page
    print(p.view.size(), p.view.viewport().size(), p.body.size(), p.body.minimumSizeHint(), p.size(), p.minimumSizeHint())
    from PySide6.QtWidgets import QWidget
    for w in p.body.findChildren(QWidget):
        if w.isVisible() and w.minimumSizeHint().width()>p.view.viewport().width()-96: print(type(w).__name__, w.objectName(), w.minimumSizeHint(), w.size())
    assert 0
